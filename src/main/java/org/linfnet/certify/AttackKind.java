package org.linfnet.certify;

import java.util.List;
import java.util.Locale;

/** The attacks that an evaluation can be asked for. */
public enum AttackKind {
  /** None: what is not certified stays unknown. */
  NONE {
    @Override
    List<Attack> attacks(long seed) {
      return List.of();
    }
  },
  /** The paper's projected gradient descent. */
  PGD {
    @Override
    List<Attack> attacks(long seed) {
      return List.of(ProjectedGradientDescent.asPublished(seed));
    }
  };

  /** What is tried in turn on the examples that still stand. */
  abstract List<Attack> attacks(long seed);

  /** The name on a command line and in results: {@code pgd}. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}

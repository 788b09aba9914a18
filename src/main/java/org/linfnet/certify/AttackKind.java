package org.linfnet.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.linfnet.data.DatasetDescription;

/** The attacks that an evaluation can be asked for. */
public enum AttackKind {
  /** None: what is not certified stays unknown. */
  NONE {
    @Override
    List<Attack> attacks(long seed, DatasetDescription attacked) {
      return List.of();
    }
  },
  /** The paper's projected gradient descent. */
  PGD {
    @Override
    List<Attack> attacks(long seed, DatasetDescription attacked) {
      return List.of(ProjectedGradientDescent.asPublished(seed));
    }
  },
  /** {@link #PGD}, and all that {@link StrongAttacks} adds. */
  STRONG {
    @Override
    List<Attack> attacks(long seed, DatasetDescription attacked) {
      List<Attack> attacks = new ArrayList<>(PGD.attacks(seed, attacked));
      attacks.addAll(StrongAttacks.of(seed, attacked));
      return attacks;
    }
  };

  /**
   * What is tried in turn on the examples that still stand.
   *
   * @param attacked what the examples are
   */
  abstract List<Attack> attacks(long seed, DatasetDescription attacked);

  /** The name on a command line and in results: {@code pgd}. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}

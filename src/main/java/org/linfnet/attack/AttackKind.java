package org.linfnet.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.linfnet.input.Encoding;

/** The attacks that an evaluation can be asked for. */
public enum AttackKind {
  /** None: examples that are not certified stay unknown. */
  NONE {
    @Override
    public List<Attack> attacks(long seed, Encoding encoding, int classes) {
      return List.of();
    }
  },
  /** The paper's projected gradient descent. */
  PGD {
    @Override
    public List<Attack> attacks(long seed, Encoding encoding, int classes) {
      // The published attack comes first, so that its result is the same in every kind.
      return List.of(
          ProjectedGradientDescent.asPublished(seed, encoding),
          (network, examples) -> examples.keepEarlier());
    }
  },
  /** {@link #PGD}, and all that {@link StrongAttacks} adds. */
  STRONG {
    @Override
    public List<Attack> attacks(long seed, Encoding encoding, int classes) {
      List<Attack> attacks = new ArrayList<>(PGD.attacks(seed, encoding, classes));
      attacks.addAll(StrongAttacks.of(seed, classes));
      return attacks;
    }
  };

  /**
   * The attacks in the order in which they are tried on the examples that still stand.
   *
   * @param encoding of the examples
   * @param classes of the network
   */
  public abstract List<Attack> attacks(long seed, Encoding encoding, int classes);

  /** The name on a command line and in results: {@code pgd}. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}

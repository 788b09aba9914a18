package org.linfnet.attack;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.RandomStream;

/**
 * The attacks of {@link AttackKind#STRONG} after the published one.
 *
 * <p>At p = infinity a gradient follows one input a neuron, where an attack has to move all that
 * are nearly as far. Through the same weights at a finite p it sees them: the lower p, the more of
 * them. The attack that breaks most examples comes first, since an example that has a
 * counterexample is attacked no further. Each run starts from another random point. The last is a
 * search without gradients.
 */
final class StrongAttacks {

  private static final int FEW_STEPS = 20;
  private static final int STEPS = 40;
  private static final int MANY_STEPS = 100;
  private static final int PATCHES = 2000;
  private static final float[] NORMS = {40, 100, 8};
  private static final float[] TARGETED_NORMS = {40, 80};

  /** From the whole radius down to a fiftieth of it. */
  private static final StepSize STEP_SIZE = StepSize.decaying(1, 0.02);

  private final RandomStream stream;
  private final List<Attack> attacks = new ArrayList<>();

  private StrongAttacks(RandomStream stream) {
    this.stream = stream;
  }

  /** In the order in which they are tried. */
  static List<Attack> of(long seed, int classes) {
    StrongAttacks strong = new StrongAttacks(new RandomStream(seed));
    strong.descend("cross-entropy", AttackLoss.crossEntropy(), 20, FEW_STEPS);
    strong.descend("cross-entropy", AttackLoss.crossEntropy(), 64, FEW_STEPS);
    for (float p : NORMS) {
      strong.descend("cross-entropy", AttackLoss.crossEntropy(), p, STEPS);
      strong.descend("margin", AttackLoss.margin(), p, STEPS);
    }
    for (float p : TARGETED_NORMS) {
      for (int offset = 1; offset < classes; offset++) {
        strong.descend("targeted", AttackLoss.targeted(offset), p, STEPS);
      }
    }
    strong.descend("margin", AttackLoss.margin(), Float.POSITIVE_INFINITY, MANY_STEPS);
    strong.attacks.add(new SquareAttack(PATCHES, strong.nextStream()));
    return strong.attacks;
  }

  private void descend(String loss, AttackLoss climbed, float p, int steps) {
    String name = loss + (Float.isInfinite(p) ? "" : " at p = " + (int) p);
    attacks.add(new ProjectedGradientDescent(name, climbed, p, steps, STEP_SIZE, nextStream()));
  }

  /** A stream of its own for each attack, counted from 1. */
  private RandomStream nextStream() {
    return stream.at(attacks.size() + 1);
  }
}

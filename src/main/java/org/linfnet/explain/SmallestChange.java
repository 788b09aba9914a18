package org.linfnet.explain;

import java.util.List;
import java.util.Optional;
import org.linfnet.attack.Attack;
import org.linfnet.attack.AttackedExamples;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.attack.Counterexample;
import org.linfnet.input.Encoding;

/**
 * Searches for the smallest change that turns a prediction: attacks in a ball that grows until they
 * find one, then in balls between those that held and those that broke.
 *
 * @param network of one example at a time
 * @param attacks in the order in which they are tried
 */
record SmallestChange(AttackedNetwork network, List<Attack> attacks) {

  private static final double GROWTH = 1.3;
  private static final int MOST_GROWTHS = 40;
  private static final int BISECTIONS = 6;

  /**
   * @param values the example in the user's units, {@code double[inputs]}
   * @param prediction the class that is to change
   * @param certified the radius within which nothing can be found
   */
  Optional<Counterexample> search(long id, double[] values, int prediction, double certified) {
    Encoding encoding = network.encoding();
    double held = certified;
    Optional<Counterexample> found = Optional.empty();
    for (int growth = 0; growth < MOST_GROWTHS && found.isEmpty(); growth++) {
      if (held >= encoding.largestRadius()) {
        return found;
      }
      double radius =
          Math.min(
              Math.max(GROWTH * held, held + encoding.radiusTolerance()), encoding.largestRadius());
      found = within(radius, id, values, prediction);
      held = found.isEmpty() ? radius : held;
    }
    for (int step = 0; step < BISECTIONS && found.isPresent(); step++) {
      double radius = (held + found.get().distance()) / 2;
      Optional<Counterexample> smaller = within(radius, id, values, prediction);
      held = smaller.isEmpty() ? radius : held;
      found = smaller.isPresent() ? smaller : found;
    }
    return found;
  }

  private Optional<Counterexample> within(double radius, long id, double[] values, int prediction) {
    AttackedExamples examples =
        new AttackedExamples(network.encoding(), new long[] {id}, values, new int[] {prediction})
            .within(radius, new boolean[1]);
    for (Attack attack : attacks) {
      attack.attack(network, examples);
    }
    return examples.counterexample(0);
  }
}

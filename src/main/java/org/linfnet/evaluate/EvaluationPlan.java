package org.linfnet.evaluate;

import java.io.Serializable;
import java.util.Arrays;
import org.linfnet.InvalidInputException;
import org.linfnet.attack.AttackKind;
import org.linfnet.input.Encoding;

/**
 * What an evaluation measures.
 *
 * @param epsilons the radii in the encoding's unit, ascending
 * @param attack what is tried on examples that are not certified
 * @param seed of the attack's random numbers
 */
public record EvaluationPlan(double[] epsilons, AttackKind attack, long seed)
    implements Serializable {

  /**
   * @throws InvalidInputException when there is no epsilon, one is not above 0 and finite, or one
   *     comes twice
   */
  public EvaluationPlan {
    if (epsilons.length == 0) {
      throw new InvalidInputException("no epsilon: name one or more, such as 0.1,0.3");
    }
    for (double epsilon : epsilons) {
      if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
        throw new InvalidInputException(
            "epsilon %s is out of range: it must be above 0 and finite".formatted(epsilon));
      }
    }
    epsilons = Arrays.stream(epsilons).sorted().toArray();
    if (Arrays.stream(epsilons).distinct().count() < epsilons.length) {
      throw new InvalidInputException(
          "an epsilon comes twice in " + Arrays.toString(epsilons) + ": name each once");
    }
  }

  /**
   * Checks that the epsilons are radii of an encoding.
   *
   * @throws InvalidInputException when one is above the largest radius
   */
  public void requireFit(Encoding encoding) {
    double largest = largestEpsilon();
    if (largest > encoding.largestRadius()) {
      throw new InvalidInputException(
          "epsilon %s is out of range: in the unit '%s' it must be above 0 and at most %s"
              .formatted(largest, encoding.radiusUnit().label(), encoding.largestRadius()));
    }
  }

  /** The largest epsilon. */
  public double largestEpsilon() {
    return epsilons[epsilons.length - 1];
  }
}

package org.linfnet.certify;

import java.io.Serializable;
import java.util.Arrays;
import org.linfnet.data.InvalidInputException;

/**
 * What an evaluation measures.
 *
 * @param epsilons the radii, in pixel units, ascending
 * @param attack what is tried on examples that are not certified
 * @param seed of the attack's random numbers
 */
public record EvaluationPlan(double[] epsilons, AttackKind attack, long seed)
    implements Serializable {

  /**
   * @throws InvalidInputException when there is no epsilon, one is not in (0, 1], or one comes
   *     twice
   */
  public EvaluationPlan {
    if (epsilons.length == 0) {
      throw new InvalidInputException("no epsilon: name one or more, such as 0.1,0.3");
    }
    for (double epsilon : epsilons) {
      if (!(epsilon > 0 && epsilon <= 1)) {
        throw new InvalidInputException(
            "epsilon " + epsilon + " is out of range: it is in pixel units, above 0 and at most 1");
      }
    }
    epsilons = Arrays.stream(epsilons).sorted().toArray();
    if (Arrays.stream(epsilons).distinct().count() < epsilons.length) {
      throw new InvalidInputException(
          "an epsilon comes twice in " + Arrays.toString(epsilons) + ": name each once");
    }
  }
}

package org.linfnet.evaluate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.linfnet.InvalidInputException;
import org.linfnet.WrittenNumber;
import org.linfnet.attack.AttackKind;
import org.linfnet.certify.BoundsCertificate;
import org.linfnet.input.Encoding;

/**
 * What an evaluation measures.
 *
 * @param radii the epsilons in the encoding's unit, ascending
 * @param attack what is tried on examples that are not certified
 * @param seed of the attack's random numbers
 * @param method how bounds certify what the margin does not
 */
public record EvaluationPlan(
    List<WrittenNumber> radii, AttackKind attack, long seed, BoundsCertificate.Method method)
    implements Serializable {

  /**
   * @throws InvalidInputException when there is no epsilon, one is not above 0 and finite, or one
   *     comes twice
   */
  public EvaluationPlan {
    if (radii.isEmpty()) {
      throw new InvalidInputException("no epsilon: name one or more, such as 0.1,0.3");
    }
    for (WrittenNumber radius : radii) {
      if (!(radius.value() > 0 && radius.value() < Double.POSITIVE_INFINITY)) {
        throw new InvalidInputException(
            "epsilon %s is out of range: it must be above 0 and finite".formatted(radius));
      }
    }
    radii = radii.stream().sorted(Comparator.comparingDouble(WrittenNumber::value)).toList();
    if (radii.stream().map(WrittenNumber::value).distinct().count() < radii.size()) {
      throw new InvalidInputException("an epsilon comes twice in " + radii + ": name each once");
    }
  }

  /**
   * A plan whose bounds are intervals.
   *
   * @throws InvalidInputException as the other constructor
   */
  public EvaluationPlan(List<WrittenNumber> radii, AttackKind attack, long seed) {
    this(radii, attack, seed, BoundsCertificate.Method.INTERVALS);
  }

  /**
   * A plan of numbers that nobody has written.
   *
   * @throws InvalidInputException as the other constructor
   */
  public EvaluationPlan(double[] epsilons, AttackKind attack, long seed) {
    this(Arrays.stream(epsilons).mapToObj(WrittenNumber::of).toList(), attack, seed);
  }

  /** The epsilons, ascending. */
  public double[] epsilons() {
    return radii.stream().mapToDouble(WrittenNumber::value).toArray();
  }

  /**
   * Checks that the epsilons are radii of an encoding.
   *
   * @throws InvalidInputException when one is above the largest radius
   */
  public void requireFit(Encoding encoding) {
    WrittenNumber largest = radii.get(radii.size() - 1);
    if (largest.value() > encoding.largestRadius()) {
      throw new InvalidInputException(
          "epsilon %s is out of range: in the unit '%s' it must be above 0 and at most %s"
              .formatted(largest, encoding.radiusUnit().label(), encoding.largestRadius()));
    }
  }

  /** The largest epsilon. */
  public double largestEpsilon() {
    return radii.get(radii.size() - 1).value();
  }
}

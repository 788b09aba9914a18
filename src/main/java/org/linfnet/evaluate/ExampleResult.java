package org.linfnet.evaluate;

import java.util.List;
import org.linfnet.attack.Counterexample;
import org.linfnet.input.ExampleBlock;

/**
 * What an evaluation found out about one example. Margins and radii are in the encoding's unit.
 *
 * @param id of the example
 * @param label its class, or {@link ExampleBlock#NO_LABEL}
 * @param prediction the class it is given
 * @param margin of the target
 * @param marginRadius what the margin certifies
 * @param certifiedRadius the largest certified radius
 * @param outcomes one for each epsilon
 */
public record ExampleResult(
    long id,
    int label,
    int prediction,
    double margin,
    double marginRadius,
    double certifiedRadius,
    List<Outcome> outcomes) {

  /**
   * What was found within one radius.
   *
   * @param epsilon the radius, in the encoding's unit
   * @param status what is known
   * @param counterexample the point that is classified otherwise; null unless the status is {@link
   *     Status#ATTACKED}
   */
  public record Outcome(double epsilon, Status status, Counterexample counterexample) {}

  /** The class that is certified and attacked: the label, or the prediction where there is none. */
  public int target() {
    return target(label, prediction);
  }

  static int target(int label, int prediction) {
    return label == ExampleBlock.NO_LABEL ? prediction : label;
  }

  /** What is known within a radius before any attack. */
  Status unattacked(double epsilon) {
    if (prediction != target()) {
      return Status.MISCLASSIFIED;
    }
    return certifiedRadius >= epsilon ? Status.CERTIFIED : Status.UNKNOWN;
  }

  /** The same with outcomes. */
  ExampleResult with(List<Outcome> found) {
    return new ExampleResult(id, label, prediction, margin, marginRadius, certifiedRadius, found);
  }
}

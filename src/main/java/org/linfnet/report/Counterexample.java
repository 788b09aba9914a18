package org.linfnet.report;

import java.util.List;
import java.util.Optional;
import org.linfnet.WrittenNumber;
import org.linfnet.input.Encoding;
import org.linfnet.layer.Shape;

/**
 * An example, and a point near it that the network puts into another class.
 *
 * @param shape of both
 * @param original in the user's units, {@code double[shape.size()]}; not copied
 * @param perturbed in the user's units, {@code double[shape.size()]}; not copied
 * @param label the class of the original, as people name it
 * @param prediction the class that the network gives to the perturbed one, as people name it
 * @param epsilon the radius that was searched, above 0
 */
public record Counterexample(
    Shape shape,
    double[] original,
    double[] perturbed,
    String label,
    String prediction,
    WrittenNumber epsilon) {

  /**
   * @throws IllegalArgumentException when an example does not have that shape, or epsilon is not
   *     above 0
   */
  public Counterexample {
    if (original.length != shape.size() || perturbed.length != shape.size()) {
      throw new IllegalArgumentException(
          original.length + " and " + perturbed.length + " values in examples of " + shape);
    }
    if (!(epsilon.value() > 0)) {
      throw new IllegalArgumentException("a counterexample within " + epsilon);
    }
  }

  /**
   * The figure that shows some counterexamples to a network: pictures where the network takes
   * pictures, else the features that moved. Empty when there is none.
   *
   * @param found all of the encoding's shape
   * @param encoding of the network's inputs
   */
  public static Optional<Figure> figure(List<Counterexample> found, Encoding encoding) {
    if (found.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        encoding.isPicture()
            ? new CounterexamplePanel(found)
            : new FeatureChanges(found, encoding.halfWidths(), encoding.radiusUnit()));
  }

  /** What was added to a value, in the user's units. */
  double change(int value) {
    return perturbed[value] - original[value];
  }

  /**
   * The radius of the smallest ball around the original that holds the perturbed example.
   *
   * @param halfWidths how far each value moves at radius 1, {@code double[shape.size()]}
   */
  double distance(double[] halfWidths) {
    double distance = 0;
    for (int value = 0; value < original.length; value++) {
      distance = Math.max(distance, Math.abs(change(value)) / halfWidths[value]);
    }
    return distance;
  }
}

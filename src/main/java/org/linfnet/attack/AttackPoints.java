package org.linfnet.attack;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.linfnet.RandomStream;
import org.linfnet.input.Encoding;
import org.linfnet.network.Margin;

/**
 * The points that an attack moves, one for each example that stands. They are packed, so that a
 * pass scores no more than is needed. Values are in the user's units, as a table stores them.
 */
final class AttackPoints {

  private final AttackedNetwork network;
  private final AttackedExamples examples;
  private final String attack;
  private final int inputs;
  private final double[] halfWidths;
  private final double[] values;
  private final double[] lower;
  private final double[] upper;
  private int[] positions;

  /** One point for each standing example, at the example itself. */
  AttackPoints(AttackedNetwork network, AttackedExamples examples, String attack) {
    this.network = network;
    this.examples = examples;
    this.attack = attack;
    this.inputs = network.inputs();
    this.halfWidths = network.encoding().halfWidths();
    this.positions = examples.standing();
    this.values = new double[positions.length * inputs];
    this.lower = new double[values.length];
    this.upper = new double[values.length];
    Encoding encoding = network.encoding();
    for (int k = 0; k < positions.length; k++) {
      for (int i = 0; i < inputs; i++) {
        double centre = examples.values()[positions[k] * inputs + i];
        values[k * inputs + i] = centre;
        lower[k * inputs + i] = encoding.lower(i, centre, examples.radius());
        upper[k * inputs + i] = encoding.upper(i, centre, examples.radius());
      }
    }
  }

  int size() {
    return positions.length;
  }

  /** {@code double[size * inputs]}, possibly longer. */
  double[] values() {
    return values;
  }

  /** The least of each value in the ball, packed like {@link #values}. */
  double[] lower() {
    return lower;
  }

  /** The largest of each value in the ball, packed like {@link #values}. */
  double[] upper() {
    return upper;
  }

  /** The example that a point belongs to. */
  int position(int point) {
    return positions[point];
  }

  int label(int point) {
    return examples.label(positions[point]);
  }

  /** Moves each point to a uniformly drawn one of its ball. */
  void scatter(RandomStream stream) {
    for (int k = 0; k < size(); k++) {
      Random random = stream.at(examples.id(positions[k])).random();
      for (int i = k * inputs; i < (k + 1) * inputs; i++) {
        moveTo(i, lower[i] + random.nextFloat() * (upper[i] - lower[i]));
      }
    }
  }

  /**
   * Moves every value along the sign of its gradient, as far as the ball reaches.
   *
   * @param length in the encoding's unit
   */
  void climb(float[] gradient, double length) {
    for (int i = 0; i < size() * inputs; i++) {
      if (gradient[i] != 0) {
        moveTo(i, values[i] + Math.copySign(length * halfWidths[i % inputs], gradient[i]));
      }
    }
  }

  /** Offers the points that the finished network classifies otherwise, as these logits say. */
  void judge(float[] logits) {
    int classes = network.classes();
    int[] won =
        IntStream.range(0, size())
            .filter(k -> Margin.prediction(logits, k * classes, classes) != label(k))
            .toArray();
    double[] wonValues = new double[won.length * inputs];
    for (int j = 0; j < won.length; j++) {
      System.arraycopy(values, won[j] * inputs, wonValues, j * inputs, inputs);
    }
    int[] wonPositions = Arrays.stream(won).map(k -> positions[k]).toArray();
    examples.offer(network, attack, wonPositions, wonValues);
  }

  /** Drops the points whose examples have a counterexample. */
  void dropFallen() {
    int kept = 0;
    for (int k = 0; k < size(); k++) {
      if (examples.stands(positions[k])) {
        System.arraycopy(values, k * inputs, values, kept * inputs, inputs);
        System.arraycopy(lower, k * inputs, lower, kept * inputs, inputs);
        System.arraycopy(upper, k * inputs, upper, kept * inputs, inputs);
        positions[kept++] = positions[k];
      }
    }
    positions = Arrays.copyOf(positions, kept);
  }

  private void moveTo(int i, double value) {
    double stored = network.encoding().stored(value);
    values[i] = Math.min(Math.max(stored, lower[i]), upper[i]);
  }
}

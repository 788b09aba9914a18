package org.linfnet.attack;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.linfnet.input.Encoding;
import org.linfnet.network.Margin;

/**
 * A block of examples under attack, each within a ball of the same radius, and the counterexamples
 * that were found. An example stands until it has one.
 */
public final class AttackedExamples {

  private final Encoding encoding;
  private final double[] halfWidths;
  private final long[] ids;
  private final double[] values;
  private final int[] labels;
  private final double radius;
  private final boolean[] spared;
  private final Counterexample[] earlier;
  private final Counterexample[] found;

  /**
   * Examples within balls of radius 0.
   *
   * @param ids what seeds an example's random numbers, {@code long[size]}
   * @param values in the user's units, {@code double[size * inputs]}, row-major
   * @param labels the classes that are attacked, {@code int[size]}
   */
  public AttackedExamples(Encoding encoding, long[] ids, double[] values, int[] labels) {
    this.encoding = encoding;
    this.halfWidths = encoding.halfWidths();
    this.ids = ids;
    this.values = values;
    this.labels = labels;
    this.radius = 0;
    this.spared = new boolean[ids.length];
    this.earlier = new Counterexample[ids.length];
    this.found = new Counterexample[ids.length];
  }

  private AttackedExamples(AttackedExamples smaller, double radius, boolean[] spared) {
    this.encoding = smaller.encoding;
    this.halfWidths = smaller.halfWidths;
    this.ids = smaller.ids;
    this.values = smaller.values;
    this.labels = smaller.labels;
    this.radius = radius;
    this.spared = spared;
    this.earlier = new Counterexample[ids.length];
    Arrays.setAll(
        earlier,
        position ->
            smaller.found[position] == null ? smaller.earlier[position] : smaller.found[position]);
    this.found = new Counterexample[ids.length];
  }

  /**
   * The same examples within larger balls. Counterexamples that were found so far are known there,
   * but are not counted before {@link #keepEarlier}.
   *
   * @param largerRadius in the encoding's unit
   * @param sparedThere which examples are not attacked there, {@code boolean[size]}
   * @throws IllegalArgumentException when the radius is smaller than the one before, or no number
   */
  public AttackedExamples within(double largerRadius, boolean[] sparedThere) {
    if (!(largerRadius >= radius)) {
      throw new IllegalArgumentException(
          "a ball of radius %s does not hold one of radius %s".formatted(largerRadius, radius));
    }
    return new AttackedExamples(this, largerRadius, sparedThere);
  }

  /** The examples, standing or not. */
  public int size() {
    return ids.length;
  }

  /** The radius of the ball around each example, in the encoding's unit. */
  public double radius() {
    return radius;
  }

  /** What seeds the random numbers of an example. */
  public long id(int position) {
    return ids[position];
  }

  /** The class of an example that is attacked. */
  public int label(int position) {
    return labels[position];
  }

  /** All examples in the user's units, {@code double[size * inputs]}; not to be written to. */
  public double[] values() {
    return values;
  }

  /** The positions of the examples that are attacked and have no counterexample, ascending. */
  public int[] standing() {
    return IntStream.range(0, ids.length).filter(this::stands).toArray();
  }

  /** Whether an example is attacked and has no counterexample yet. */
  public boolean stands(int position) {
    return !spared[position] && found[position] == null;
  }

  /** The counterexample of an example. */
  public Optional<Counterexample> counterexample(int position) {
    return Optional.ofNullable(found[position]);
  }

  /**
   * Gives each standing example the counterexample that was found in a smaller ball, if there is
   * one. It lies in this ball too.
   */
  public void keepEarlier() {
    for (int position : standing()) {
      found[position] = earlier[position];
    }
  }

  /**
   * Takes points that were seen to be classified otherwise. Each is rounded to stored values, the
   * result is scored again, and it counts only when it lies in the ball and is classified
   * otherwise.
   *
   * @param attack the attack that found them
   * @param positions of their examples, each of which stands and comes once
   * @param points in the user's units, {@code double[positions.length * inputs]}, row-major
   */
  public void offer(AttackedNetwork network, String attack, int[] positions, double[] points) {
    if (positions.length == 0) {
      return;
    }
    int inputs = network.inputs();
    double[] stored = new double[positions.length * inputs];
    Arrays.setAll(stored, i -> encoding.stored(points[i]));
    float[] logits = network.logits(stored, positions.length);
    for (int k = 0; k < positions.length; k++) {
      int prediction = Margin.prediction(logits, k * network.classes(), network.classes());
      double[] point = Arrays.copyOfRange(stored, k * inputs, (k + 1) * inputs);
      if (prediction != labels[positions[k]] && holds(positions[k], point)) {
        double distance = distance(positions[k], point);
        found[positions[k]] = new Counterexample(attack, prediction, distance, point);
      }
    }
  }

  private boolean holds(int position, double[] point) {
    for (int i = 0; i < point.length; i++) {
      if (!encoding.holds(i, values[position * point.length + i], radius, point[i])) {
        return false;
      }
    }
    return true;
  }

  /** At most the radius, since the point is in the ball: a quotient may be rounded above it. */
  private double distance(int position, double[] point) {
    double largest = 0;
    for (int i = 0; i < point.length; i++) {
      double moved = Math.abs(point[i] - values[position * point.length + i]);
      largest = Math.max(largest, moved / halfWidths[i]);
    }
    return Math.min(largest, radius);
  }
}

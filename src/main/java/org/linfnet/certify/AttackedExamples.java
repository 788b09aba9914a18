package org.linfnet.certify;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.linfnet.network.Margin;

/**
 * A block of examples under attack, each within a ball of the same radius, and the counterexamples
 * that were found. An example stands until it has one.
 */
public final class AttackedExamples {

  private final long[] ids;
  private final float[] pixels;
  private final int[] labels;
  private final int inputs;
  private final PixelBall ball;
  private final boolean[] spared;
  private final Counterexample[] earlier;
  private final Counterexample[] found;

  /**
   * @param ids what seeds an example's random numbers, {@code long[size]}
   * @param pixels {@code float[size * inputs]} in [0, 1], row-major
   * @param labels the classes that are attacked, {@code int[size]}
   * @param spared which examples are not attacked, {@code boolean[size]}
   * @param ball the radius
   */
  public AttackedExamples(
      long[] ids, float[] pixels, int[] labels, boolean[] spared, PixelBall ball) {
    this(ids, pixels, labels, spared, ball, new Counterexample[ids.length]);
  }

  private AttackedExamples(
      long[] ids,
      float[] pixels,
      int[] labels,
      boolean[] spared,
      PixelBall ball,
      Counterexample[] earlier) {
    this.ids = ids;
    this.pixels = pixels;
    this.labels = labels;
    this.inputs = ids.length == 0 ? 0 : pixels.length / ids.length;
    this.ball = ball;
    this.spared = spared;
    this.earlier = earlier;
    this.found = new Counterexample[ids.length];
  }

  /**
   * The same examples under a new attack within a larger ball, to which what has been found is
   * known.
   */
  AttackedExamples within(PixelBall larger, boolean[] sparedThere) {
    Counterexample[] known = found.clone();
    for (int position = 0; position < known.length; position++) {
      known[position] = known[position] == null ? earlier[position] : known[position];
    }
    return new AttackedExamples(ids, pixels, labels, sparedThere, larger, known);
  }

  /** The examples, standing or not. */
  public int size() {
    return ids.length;
  }

  /** The pixels of an example. */
  public int inputs() {
    return inputs;
  }

  /** The ball around each example. */
  public PixelBall ball() {
    return ball;
  }

  /** What seeds the random numbers of an example. */
  public long id(int position) {
    return ids[position];
  }

  /** The class of an example that is attacked. */
  public int label(int position) {
    return labels[position];
  }

  /** All examples, {@code float[size * inputs]} in [0, 1]; not to be written to. */
  public float[] pixels() {
    return pixels;
  }

  /** The positions of the examples that are attacked and have no counterexample, ascending. */
  public int[] standing() {
    return IntStream.range(0, ids.length).filter(this::stands).toArray();
  }

  /** Whether an example is attacked and has no counterexample yet. */
  public boolean stands(int position) {
    return !spared[position] && found[position] == null;
  }

  /** What was found for an example. */
  public Optional<Counterexample> counterexample(int position) {
    return Optional.ofNullable(found[position]);
  }

  /** What was found for an example in a smaller ball. */
  Optional<Counterexample> earlier(int position) {
    return Optional.ofNullable(earlier[position]);
  }

  /**
   * Takes points that were seen to be classified otherwise. Each is copied, the copy is scored
   * again, and only a copy that lies in the ball and in [0, 1] and is classified otherwise counts.
   *
   * @param attack what found them
   * @param positions of their examples, each of which stands and comes once
   * @param points {@code float[positions.length * inputs]}, row-major
   */
  public void offer(AttackedClassifier classifier, String attack, int[] positions, float[] points) {
    if (positions.length == 0) {
      return;
    }
    float[] saved = Arrays.copyOf(points, positions.length * inputs);
    float[] logits = classifier.logits(saved, positions.length);
    for (int k = 0; k < positions.length; k++) {
      int prediction = Margin.prediction(logits, k * classifier.classes(), classifier.classes());
      float[] point = Arrays.copyOfRange(saved, k * inputs, (k + 1) * inputs);
      if (prediction != labels[positions[k]] && holds(positions[k], point)) {
        found[positions[k]] =
            new Counterexample(attack, prediction, distance(positions[k], point), point);
      }
    }
  }

  private boolean holds(int position, float[] point) {
    for (int i = 0; i < inputs; i++) {
      if (!ball.holds(pixels[position * inputs + i], point[i])) {
        return false;
      }
    }
    return true;
  }

  private double distance(int position, float[] point) {
    double largest = 0;
    for (int i = 0; i < inputs; i++) {
      largest = Math.max(largest, Math.abs((double) point[i] - pixels[position * inputs + i]));
    }
    return largest;
  }
}

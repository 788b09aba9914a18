package org.linfnet.kernel;

import java.util.function.IntConsumer;

/**
 * The neuron of SortNet (arXiv 2210.01787, section 4.1): the absolute differences between an input
 * and the weights, from the largest down, in a weighted sum {@code y = sum_k q (1 - q)^(k-1) s_k}.
 * Only the ten largest count, and the weights are scaled so that they add up to 1.
 *
 * <p>Sums are taken in double and rounded to float once. They do not fall where a difference rises,
 * for floats as for real numbers, so bounds of the differences give bounds of the sum as it runs.
 */
public final class SortedDifferences {

  /** The differences that count. */
  public static final int MOST = 10;

  /** What keeps the sum of the rounded weights from exceeding 1. */
  private static final double BELOW_ONE = 1 - 0x1p-48;

  private final double[] shares;
  private final Threads threads;

  /**
   * @param share q, what of the sum the largest difference has before scaling, in (0, 1]
   * @param inputs how many differences there are
   * @param threads what share the examples of a block
   */
  public SortedDifferences(double share, int inputs, Threads threads) {
    this.shares = shares(share, inputs);
    this.threads = threads;
  }

  /**
   * What of the sum each of the largest differences has; together at most 1.
   *
   * @param share q
   * @param inputs how many differences there are
   */
  public static double[] shares(double share, int inputs) {
    double[] shares = new double[Math.min(MOST, inputs)];
    double sum = 0;
    double left = share;
    for (int k = 0; k < shares.length; k++) {
      shares[k] = left;
      sum += left;
      left *= 1 - share;
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] *= BELOW_ONE / sum;
    }
    return shares;
  }

  /** Fills {@code block.y()}. */
  public void forward(DistanceBlock block) {
    BlockShape shape = block.shape();
    float[] y = block.y().values();
    forEachExample(
        shape,
        b -> {
          Largest largest = new Largest(shares.length);
          for (int o = 0; o < shape.outputs(); o++) {
            find(block, b, o, largest);
            y[block.y().row(b, shape.outputs()) + o] = sum(largest);
          }
        });
  }

  /** Adds the gradient by the inputs; of differences that are equal the first are the largest. */
  public void addInputGradient(DistanceBlock block, Rows gradientY, Rows gradientZ) {
    float[] sums = gradientZ.values();
    int inputs = block.shape().inputs();
    forEachExample(
        block.shape(),
        b -> {
          int at = gradientZ.row(b, inputs);
          forEachTerm(block, b, gradientY, (o, i, gradient) -> sums[at + i] += gradient);
        });
  }

  /** Adds the gradient by the weights. */
  public void addWeightGradient(DistanceBlock block, Rows gradientY, Rows gradientW) {
    float[] sums = gradientW.values();
    int inputs = block.shape().inputs();
    for (int b = 0; b < block.shape().batch(); b++) {
      forEachTerm(
          block, b, gradientY, (o, i, gradient) -> sums[gradientW.row(o, inputs) + i] -= gradient);
    }
  }

  /** One of the differences that count in a sum. */
  @FunctionalInterface
  private interface Term {

    /**
     * @param gradient by the input's side of the difference; that by the weight's is the opposite
     */
    void add(int output, int input, float gradient);
  }

  private void forEachTerm(DistanceBlock block, int b, Rows gradientY, Term term) {
    BlockShape shape = block.shape();
    int inputs = shape.inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    int zRow = block.z().row(b, inputs);
    Largest largest = new Largest(shares.length);
    for (int o = 0; o < shape.outputs(); o++) {
      float ofSum = gradientY.values()[gradientY.row(b, shape.outputs()) + o];
      if (ofSum != 0) {
        find(block, b, o, largest);
        int wRow = block.w().row(o, inputs);
        for (int k = 0; k < shares.length; k++) {
          int i = largest.places[k];
          float sign = Math.signum(z[zRow + i] - w[wRow + i]);
          term.add(o, i, (float) (sign * shares[k] * ofSum));
        }
      }
    }
  }

  private static void find(DistanceBlock block, int b, int o, Largest largest) {
    int inputs = block.shape().inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    int zRow = block.z().row(b, inputs);
    int wRow = block.w().row(o, inputs);
    largest.clear();
    for (int i = 0; i < inputs; i++) {
      largest.offer(Math.abs(z[zRow + i] - w[wRow + i]), i);
    }
  }

  /** Fills the lower and the upper sums of {@code block}, which no float sum leaves. */
  public void bounds(IntervalBlock block) {
    BlockShape shape = block.shape();
    forEachExample(
        shape,
        b -> {
          Largest least = new Largest(shares.length);
          Largest most = new Largest(shares.length);
          for (int o = 0; o < shape.outputs(); o++) {
            find(block, b, o, least, most);
            int at = block.yLower().row(b, shape.outputs()) + o;
            block.yLower().values()[at] = sum(least);
            block.yUpper().values()[block.yUpper().row(b, shape.outputs()) + o] = sum(most);
          }
        });
  }

  private static void find(IntervalBlock block, int b, int o, Largest least, Largest most) {
    int inputs = block.shape().inputs();
    float[] lower = block.lower().values();
    float[] upper = block.upper().values();
    float[] w = block.w().values();
    int lowerRow = block.lower().row(b, inputs);
    int upperRow = block.upper().row(b, inputs);
    int wRow = block.w().row(o, inputs);
    least.clear();
    most.clear();
    for (int i = 0; i < inputs; i++) {
      float below = lower[lowerRow + i] - w[wRow + i];
      float above = upper[upperRow + i] - w[wRow + i];
      least.offer(Math.max(0f, Math.max(below, -above)), i);
      most.offer(Math.max(Math.abs(below), Math.abs(above)), i);
    }
  }

  /**
   * Adds the gradient of {@link #bounds}. Each difference is at one end of its box; a lower
   * difference of 0 has no gradient.
   *
   * @param sums takes the gradient
   */
  public void addBoundsGradient(
      IntervalBlock block, Rows gradientLower, Rows gradientUpper, IntervalGradient sums) {
    BlockShape shape = block.shape();
    Largest least = new Largest(shares.length);
    Largest most = new Largest(shares.length);
    for (int b = 0; b < shape.batch(); b++) {
      for (int o = 0; o < shape.outputs(); o++) {
        find(block, b, o, least, most);
        double ofLower = gradientLower.values()[gradientLower.row(b, shape.outputs()) + o];
        double ofUpper = gradientUpper.values()[gradientUpper.row(b, shape.outputs()) + o];
        for (int k = 0; k < shares.length; k++) {
          if (least.values[k] > 0) {
            addEnd(block, b, o, least.places[k], false, ofLower * shares[k], sums);
          }
          addEnd(block, b, o, most.places[k], true, ofUpper * shares[k], sums);
        }
      }
    }
  }

  /**
   * @param far whether the difference is the largest in its box, or the least
   */
  private static void addEnd(
      IntervalBlock block,
      int b,
      int o,
      int i,
      boolean far,
      double gradient,
      IntervalGradient sums) {
    int inputs = block.shape().inputs();
    int wAt = block.w().row(o, inputs) + i;
    float below =
        block.lower().values()[block.lower().row(b, inputs) + i] - block.w().values()[wAt];
    float above =
        block.upper().values()[block.upper().row(b, inputs) + i] - block.w().values()[wAt];
    boolean atLower = far ? Math.abs(below) >= Math.abs(above) : below > 0;
    Rows ends = atLower ? sums.lower() : sums.upper();
    float share = (float) (Math.signum(atLower ? below : above) * gradient);
    ends.values()[ends.row(b, inputs) + i] += share;
    sums.w().values()[sums.w().row(o, inputs) + i] -= share;
  }

  private float sum(Largest largest) {
    double sum = 0;
    for (int k = 0; k < shares.length; k++) {
      sum += shares[k] * largest.values[k];
    }
    return (float) sum;
  }

  private void forEachExample(BlockShape shape, IntConsumer task) {
    threads.forEach(shape.batch(), task);
  }

  /** The largest values that were offered, from the largest down, each with its place. */
  private static final class Largest {

    private final float[] values;
    private final int[] places;
    private int size;

    Largest(int most) {
      values = new float[most];
      places = new int[most];
    }

    void clear() {
      size = 0;
    }

    /** A NaN counts as the largest, so that it is not lost. */
    void offer(float value, int place) {
      if (size == values.length && value <= values[size - 1]) {
        return;
      }
      int at = size < values.length ? size++ : size - 1;
      while (at > 0 && !(value <= values[at - 1])) {
        values[at] = values[at - 1];
        places[at] = places[at - 1];
        at--;
      }
      values[at] = value;
      places[at] = place;
    }
  }
}

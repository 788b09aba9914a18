package org.linfnet.layer;

import org.linfnet.kernel.Range;

/**
 * Boxes as centres and radii, and their images under {@code y = W x + b}: the working memory of the
 * bounds of a {@link LinearPass}.
 */
final class CentredBoxes {

  private final LinearPass.Sizes sizes;
  private final WeightRows rows;

  /** That of the box of each input; on the way back, the gradient by it. */
  final float[] centre;

  /** As {@link #centre}. */
  final float[] radius;

  /** The largest absolute value in the box of an input. */
  final float[] reach;

  /** {@code W centre}; on the way back, the gradient by it. */
  final float[] middle;

  /** {@code |W| radius}; on the way back, the gradient by it. */
  final float[] spread;

  /** {@code |W| reach}. */
  final float[] absolute;

  /** {@code |W|}. */
  final float[] absoluteWeights;

  /** The gradient by {@code |W|}. */
  final float[] absoluteGradient;

  CentredBoxes(LinearPass.Sizes sizes, WeightRows rows) {
    this.sizes = sizes;
    this.rows = rows;
    this.centre = new float[Math.multiplyExact(sizes.capacity(), sizes.inputs())];
    this.radius = new float[centre.length];
    this.reach = new float[centre.length];
    this.middle = new float[Math.multiplyExact(sizes.capacity(), sizes.outputs())];
    this.spread = new float[middle.length];
    this.absolute = new float[middle.length];
    this.absoluteWeights = new float[rows.weights().length()];
    this.absoluteGradient = new float[absoluteWeights.length];
  }

  /**
   * Sets centre, radius and reach so that {@code [c - r, c + r]} holds the box. The radius of a
   * single value is 0, since the smallest float would make products as slow as denormal numbers
   * are: many outputs of a relu are 0 on all of a box.
   */
  void centre(BoundsBlock block, Range range) {
    float[] lower = block.input().lower();
    float[] upper = block.input().upper();
    for (int i = range.from(); i < range.to(); i++) {
      boolean single = lower[i] == upper[i];
      centre[i] = single ? lower[i] : lower[i] / 2 + upper[i] / 2;
      radius[i] = single ? 0 : nextUp(Math.max(upper[i] - centre[i], centre[i] - lower[i]));
      reach[i] = Math.max(Math.abs(lower[i]), Math.abs(upper[i]));
    }
  }

  /**
   * The next float above one that is 0 or positive; NaN for NaN. It has no branch, so it is faster
   * than {@link Math#nextUp(float)}.
   */
  private static float nextUp(float x) {
    return Float.intBitsToFloat(Float.floatToRawIntBits(x) + 1);
  }

  /** Sets the absolute values of the weights. */
  void absoluteWeights(float[] numbers) {
    int at = rows.weights().at();
    for (int i = 0; i < absoluteWeights.length; i++) {
      absoluteWeights[i] = Math.abs(numbers[at + i]);
    }
  }

  /** Puts the bounds of some runs of outputs together, rounded outward. */
  void combine(BoundsBlock block, Range range) {
    FloatSums sums = new FloatSums(rows.terms() + 1);
    int plane = sizes.outputs() / rows.rows();
    float[] lower = block.output().lower();
    float[] upper = block.output().upper();
    for (int run = range.from(); run < range.to(); run++) {
      double bias = rows.bias(block.numbers(), run % rows.rows());
      for (int at = run * plane; at < (run + 1) * plane; at++) {
        double terms = sums.atMost(absolute[at]) + Math.abs(bias);
        double outward = sums.atMost(spread[at]) + 2 * sums.error(terms);
        double centreOfOutput = middle[at] + bias;
        // Both roundings of an end in double are below 2^-52 of its terms.
        double width = outward * FloatSums.SLACK + Math.abs(centreOfOutput) * 0x1p-50;
        if (width < Double.POSITIVE_INFINITY) {
          lower[at] = FloatSums.below(centreOfOutput - width);
          upper[at] = -FloatSums.below(-centreOfOutput - width);
        } else { // A sum can overflow.
          lower[at] = Float.NEGATIVE_INFINITY;
          upper[at] = Float.POSITIVE_INFINITY;
        }
      }
    }
  }
}

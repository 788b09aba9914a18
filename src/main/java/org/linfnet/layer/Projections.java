package org.linfnet.layer;

import java.util.Random;
import org.linfnet.RandomStream;

/**
 * Estimates of the values at one place of a network, over a box around each example. A value is its
 * centre plus a linear function of unknowns, each within 1 of 0. The sums are those of its
 * coefficients times independent Cauchy numbers, one for each unknown. So each sum is a Cauchy
 * number whose scale is the l_1 norm of the coefficients, which is how far the value can be from
 * its centre (arXiv 1805.12514, section 3.2).
 *
 * <p>In the place of a gradient it holds the gradient by centres and sums.
 */
public final class Projections {

  private final int count;
  private final int size;
  private final RandomStream random;
  private final float[] centres;
  private final float[] sums;
  private float[] drawn;
  private boolean begun;

  /**
   * Of centres and sums that are 0.
   *
   * @param batch the examples
   * @param count the sums of each value
   * @param size the values of an example
   * @param random where the Cauchy numbers of unknowns that begin here are drawn from
   */
  public Projections(int batch, int count, int size, RandomStream random) {
    this.count = count;
    this.size = size;
    this.random = random;
    this.centres = new float[Math.multiplyExact(batch, size)];
    this.sums = new float[Math.multiplyExact(centres.length, count)];
  }

  /** A gradient of 0 by these. */
  public Projections zeroGradient() {
    return new Projections(batch(), count, size, random);
  }

  /** The examples. */
  public int batch() {
    return centres.length / size;
  }

  /** The sums of each value. */
  public int count() {
    return count;
  }

  /** {@code float[batch * size]}. */
  public float[] centres() {
    return centres;
  }

  /**
   * {@code float[batch * count * size]}: for each example, one sum of each value, then the next.
   */
  public float[] sums() {
    return sums;
  }

  /** The place of the first sum of a value; the next are {@link #stride} apart. */
  public int firstSum(int value) {
    return value / size * count * size + value % size;
  }

  /** How far apart the sums of a value are. */
  public int stride() {
    return size;
  }

  /**
   * The Cauchy numbers of unknowns that begin here, one for each value: {@code float[count * size]}
   * in the order of an example's sums. All examples share them.
   */
  float[] numbers() {
    if (drawn == null) {
      drawn = new float[count * size];
      Random generator = random.random();
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = (float) StrictMath.tan(StrictMath.PI * (generator.nextDouble() - 0.5));
      }
    }
    return drawn;
  }

  /** Sets each value to the middle of its box, and its own unknown times the radius. */
  public void begin(Bounds boxes) {
    begun = true;
    float[] numbers = numbers();
    for (int at = 0; at < centres.length; at++) {
      float radius = (boxes.upper()[at] - boxes.lower()[at]) / 2;
      centres[at] = (boxes.upper()[at] + boxes.lower()[at]) / 2;
      int sum = firstSum(at);
      for (int i = at % size; i < numbers.length; i += size) {
        sums[sum] = radius * numbers[i];
        sum += size;
      }
    }
  }

  /** Whether values are those of boxes, of which an estimate knows no more. */
  public boolean begun() {
    return begun;
  }

  /**
   * Adds the gradient of {@link #begin}.
   *
   * @param gradient by these centres and sums
   * @param byBoxes by the ends of the boxes; added to
   */
  public void addBeginGradient(Projections gradient, Bounds byBoxes) {
    float[] numbers = numbers();
    for (int at = 0; at < centres.length; at++) {
      float byRadius = 0;
      int sum = firstSum(at);
      for (int i = at % size; i < numbers.length; i += size) {
        byRadius += gradient.sums[sum] * numbers[i];
        sum += size;
      }
      byBoxes.lower()[at] += (gradient.centres[at] - byRadius) / 2;
      byBoxes.upper()[at] += (gradient.centres[at] + byRadius) / 2;
    }
  }
}

package org.linfnet.kernel;

import java.util.Map;

/**
 * Distances between the rows of {@code z} and the rows of {@code w}, and their gradients.
 *
 * <p>A gradient has the shape of what it is the gradient of: {@code gradientZ} is {@code
 * float[batch * inputs]}, {@code gradientW} {@code float[outputs * inputs]} and {@code gradientY}
 * {@code float[batch * outputs]}. Every gradient is added to what its array holds, so the caller
 * clears the array first. A call allocates nothing after the first one of its size; at a large p
 * and with more than 8192 inputs, a later call makes more room when more terms may be significant
 * than in any call before. The matrices of one call must not overlap.
 *
 * <p>Two calls on the same kernels with the same numbers give the same bits, however the rows of
 * {@code z} are cut into blocks. Gradients too have the same bits when the rows of {@code z} are
 * cut at multiples of {@value #EXAMPLE_GROUP}, those of {@code w} at multiples of {@value
 * #NEURON_GROUP}, and the blocks are added in the order of the rows. Two kinds of kernels agree at
 * p = infinity to the bit. At a finite p distances agree to 2^-18 relative, and a derivative of a
 * distance, which is at most 1, to max(1, p/8) 2^-18.
 */
public interface DistanceKernels {

  /** So many rows of z are taken together at most. */
  int EXAMPLE_GROUP = 16;

  /** So many rows of w are taken together at most. */
  int NEURON_GROUP = 32;

  /** The kind of these kernels and their width, for the log: {@code simd, 256 bits}. */
  String description();

  /**
   * The system properties with which another JVM chooses kernels of this kind and width, or fails
   * when it has none.
   */
  Map<String, String> choosingProperties();

  /** The loop of the same kind that multiplies matrices. */
  ProductKernel products();

  /** {@code y[b][o] = max_i |z[b][i] - w[o][i]|}; NaN in a row makes the result NaN. */
  void infinityForward(DistanceBlock block);

  /**
   * The gradient of {@link #infinityForward} with respect to {@code z}: sends {@code gradientY} to
   * the first input that attains the maximum, with the sign of {@code z - w}.
   */
  void infinityInputGradient(DistanceBlock block, Rows gradientY, Rows gradientZ);

  /**
   * The gradient of {@link #infinityForward} with respect to {@code w}: subtracts the terms that
   * {@link #infinityInputGradient} adds.
   */
  void infinityWeightGradient(DistanceBlock block, Rows gradientY, Rows gradientW);

  /**
   * {@code y[b][o] = (sum_i |z[b][i] - w[o][i]|^p)^(1/p)}, computed without overflow for any finite
   * input: {@code m (sum_i (|z_i - w_i| / m)^p)^(1/p)} with m the largest difference, and 0 when m
   * is 0. Terms that together are less than 2^-21 of the sum may be left out.
   *
   * @param p finite, at least 1
   */
  void powerForward(DistanceBlock block, float p);

  /**
   * {@link #powerForward(DistanceBlock, float)} that also stores the derivatives, for {@link
   * SparseDerivatives#backward} instead of {@link #powerBackward}. Where most terms are significant
   * because p is small, and where they do not fit, {@code kept} is left incomplete.
   */
  void powerForward(DistanceBlock block, float p, SparseDerivatives kept);

  /**
   * Both gradients of {@link #powerForward(DistanceBlock, float)} in one pass, with {@code s_i =
   * sign(z_i - w_i)}: adds {@code gradientY s_i (|z_i - w_i| / y)^(p-1)} to {@code gradientZ} and
   * subtracts it from {@code gradientW}. A pair with y = 0 has gradient 0.
   */
  void powerBackward(DistanceBlock block, float p, Rows gradientY, Rows gradientZ, Rows gradientW);

  /** The part of {@link #powerBackward} with respect to {@code w}, for a network's first layer. */
  void powerWeightGradient(DistanceBlock block, float p, Rows gradientY, Rows gradientW);

  /** The part of {@link #powerBackward} with respect to {@code z}, for attacks. */
  void powerInputGradient(DistanceBlock block, float p, Rows gradientY, Rows gradientZ);

  /**
   * The smallest and the largest value of {@link #infinityForward} over the box {@code lower <= z
   * <= upper}: {@code yUpper = max_i max(|lower_i - w_i|, |upper_i - w_i|)}, and {@code yLower} is
   * the maximum over i of 0 where {@code lower_i <= w_i <= upper_i} and of {@code min(|lower_i -
   * w_i|, |upper_i - w_i|)} elsewhere. Both are attained.
   */
  void intervalBounds(IntervalBlock block);
}

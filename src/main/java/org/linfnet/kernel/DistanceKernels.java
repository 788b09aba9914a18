package org.linfnet.kernel;

import java.util.Map;

/**
 * Distances between the rows of {@code z} and the rows of {@code w}, the one computation that an
 * l-infinity distance net is made of.
 *
 * <p>All arrays are flat and row-major and begin at the offset beside them: {@code z} and its
 * gradient {@code float[batch * inputs]}, {@code w} and its gradient {@code float[outputs *
 * inputs]}, {@code y} and its gradient {@code float[batch * outputs]}. Nothing is allocated, and
 * the arrays of one call must not overlap.
 *
 * <p>Two calls on the same kernels with the same numbers give the same bits, however the rows of
 * {@code z} are cut into blocks. Two kinds of kernels agree at p = infinity to the bit; elsewhere
 * distances to 2^-18 relative, and a derivative of a distance, at most 1, to max(1, p/8) 2^-18.
 */
public interface DistanceKernels {

  /** Which kernels these are and how wide, for the log: {@code simd, 256 bits}. */
  String description();

  /** The system properties by which another JVM chooses these same kernels, or finds it cannot. */
  Map<String, String> choosingProperties();

  /** {@code y[b][o] = max_i |z[b][i] - w[o][i]|}; NaN in a row makes the result NaN. */
  void infinityForward(
      BlockShape shape, float[] z, int zAt, float[] w, int wAt, float[] y, int yAt);

  /**
   * The gradient of {@link #infinityForward} with respect to {@code z}: sends {@code gradientY} to
   * the first input that attains the maximum, with the sign of {@code z - w}, and adds it to {@code
   * gradientZ}.
   *
   * @param y what the forward pass gave for the same {@code z} and {@code w}
   */
  void infinityInputGradient(
      BlockShape shape,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt);

  /**
   * The gradient of {@link #infinityForward} with respect to {@code w}: takes from {@code
   * gradientW} what {@link #infinityInputGradient} adds to the gradient of {@code z}.
   */
  void infinityWeightGradient(
      BlockShape shape,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientW,
      int gradientWAt);

  /**
   * {@code y[b][o] = (sum_i |z[b][i] - w[o][i]|^p)^(1/p)}, computed without overflow for any finite
   * input: {@code m (sum_i (|z_i - w_i| / m)^p)^(1/p)} with m the largest difference, 0 where m is.
   * Terms so small that all of them add up to less than 2^-21 of the sum may be left out.
   *
   * @param p finite, at least 1
   */
  void powerForward(
      BlockShape shape, float p, float[] z, int zAt, float[] w, int wAt, float[] y, int yAt);

  /**
   * {@link #powerForward} that also hands over the derivatives that count, for {@link
   * SparseDerivatives#backward} instead of {@link #powerBackward}. At a p where most terms count,
   * and where they do not fit, {@code kept} is left incomplete.
   */
  void powerForward(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      SparseDerivatives kept);

  /**
   * Both gradients of {@link #powerForward} in one pass, with {@code s_i = sign(z_i - w_i)}: adds
   * {@code gradientY s_i (|z_i - w_i| / y)^(p-1)} to {@code gradientZ} and takes it from {@code
   * gradientW}. A pair with y = 0 has gradient 0.
   *
   * @param y what the forward pass gave for the same {@code z}, {@code w} and {@code p}
   */
  void powerBackward(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWAt);

  /** {@link #powerBackward} for a first layer, whose inputs want no gradient. */
  void powerWeightGradient(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientW,
      int gradientWAt);

  /** {@link #powerBackward} for an attack, which leaves the weights alone. */
  void powerInputGradient(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt);

  /**
   * The smallest and the largest value of {@link #infinityForward} over the box {@code lower <= z
   * <= upper}: {@code yUpper = max_i max(|lower_i - w_i|, |upper_i - w_i|)}, and {@code yLower} the
   * maximum over i of 0 where {@code lower_i <= w_i <= upper_i}, else of {@code min(|lower_i -
   * w_i|, |upper_i - w_i|)}. Both are attained.
   */
  void intervalBounds(
      BlockShape shape,
      float[] lower,
      float[] upper,
      int zAt,
      float[] w,
      int wAt,
      float[] yLower,
      float[] yUpper,
      int yAt);
}

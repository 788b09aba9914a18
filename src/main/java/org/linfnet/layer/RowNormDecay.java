package org.linfnet.layer;

/**
 * Decay of each row of weights in its own l_p norm: {@code w_i -= rate (|w_i| / ||w||_p)^(p-2)
 * w_i}, the gradient of {@code ||w||_p^2 / 2} (arXiv 2102.05363, section 4.3). At p = infinity only
 * the largest weight of a row decays.
 *
 * @param row the weights of a row; the slot is {@code float[rows * row]}
 */
public record RowNormDecay(int row) implements Decay {

  private static final long serialVersionUID = 1;

  @Override
  public void step(float[] numbers, Slot slot, float p, double rate) {
    for (int at = slot.at(); at < slot.end(); at += row) {
      decay(numbers, at, p, rate);
    }
  }

  private void decay(float[] weights, int at, float p, double rate) {
    float largest = 0;
    for (int i = at; i < at + row; i++) {
      largest = Math.max(largest, Math.abs(weights[i]));
    }
    if (largest == 0) {
      return;
    }
    double norm = norm(weights, at, p, largest);
    for (int i = at; i < at + row; i++) {
      double ratio = power(Math.abs(weights[i]) / norm, p - 2);
      weights[i] -= (float) (rate * ratio * weights[i]);
    }
  }

  private double norm(float[] weights, int at, float p, float largest) {
    if (Float.isInfinite(p)) {
      return largest;
    }
    double sum = 0;
    for (int i = at; i < at + row; i++) {
      sum += power(Math.abs(weights[i]) / (double) largest, p);
    }
    return largest * StrictMath.pow(sum, 1.0 / p);
  }

  /** {@code base^p} for a base in [0, 1]; by squaring where p is a whole number. */
  private static double power(double base, float p) {
    if (Float.isInfinite(p)) {
      return base == 1 ? 1 : 0;
    }
    if (p != Math.rint(p) || p < 0) {
      return StrictMath.pow(base, p);
    }
    double power = 1;
    double square = base;
    for (int n = (int) p; n > 0; n >>= 1) {
      if ((n & 1) == 1) {
        power *= square;
      }
      square *= square;
    }
    return power;
  }
}

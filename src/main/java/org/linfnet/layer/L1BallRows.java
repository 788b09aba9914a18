package org.linfnet.layer;

/**
 * Rows whose l_1 norm is at most 1, so that an affine map of them stretches no l-infinity distance
 * (arXiv 1811.05381, section 4). A row outside goes to the nearest point of the ball: each weight's
 * absolute value falls by the same threshold, and stops at 0.
 *
 * @param terms the weights of a row
 */
record L1BallRows(int terms) implements Projection {

  private static final long serialVersionUID = 1;

  @Override
  public void apply(float[] numbers, Slot slot) {
    for (int at = slot.at(); at < slot.end(); at += terms) {
      project(numbers, at);
    }
  }

  private void project(float[] numbers, int at) {
    double threshold = threshold(numbers, at);
    if (threshold > 0) {
      for (int i = at; i < at + terms; i++) {
        double size = Math.max(0, Math.abs(numbers[i]) - threshold);
        numbers[i] = (float) Math.copySign(size, numbers[i]);
      }
    }
  }

  /**
   * The threshold at which the row has norm 1; not above 0 for a row in the ball. Weights that are
   * not above the threshold of the others do not count, and raise it when they are left out.
   */
  private double threshold(float[] numbers, int at) {
    double threshold = 0;
    int counted = 0;
    int before;
    do {
      before = counted;
      double norm = 0;
      counted = 0;
      for (int i = at; i < at + terms; i++) {
        double size = Math.abs(numbers[i]);
        if (size > threshold) {
          norm += size;
          counted++;
        }
      }
      threshold = Math.max(threshold, (norm - 1) / Math.max(1, counted));
    } while (counted != before);
    return threshold;
  }
}

package org.linfnet.certify;

import org.linfnet.data.Standardisation;

/** Pixels in [0, 1] as a network takes them. Holds one block, so one thread uses it at a time. */
final class StandardisedPixels {

  private final Standardisation standardisation;
  private final float[] standardised;

  /**
   * @param capacity the most pixels of a block
   */
  StandardisedPixels(Standardisation standardisation, int capacity) {
    this.standardisation = standardisation;
    this.standardised = new float[capacity];
  }

  /**
   * Takes the first of some pixels.
   *
   * @return {@link #values}
   * @throws IllegalArgumentException when one of them is outside [0, 1]
   */
  float[] take(float[] pixels, int count) {
    for (int i = 0; i < count; i++) {
      if (!(pixels[i] >= 0 && pixels[i] <= 1)) {
        throw new IllegalArgumentException("a pixel of " + pixels[i] + " is outside [0, 1]");
      }
      standardised[i] = standardisation.toNetwork(pixels[i]);
    }
    return standardised;
  }

  /** What was taken last, in network units; {@code float[capacity]}. */
  float[] values() {
    return standardised;
  }
}

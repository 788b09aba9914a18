package org.linfnet.certify;

/**
 * A classifier that attacks can follow: logits of pixels in [0, 1], and what carries a gradient of
 * the logits back to the pixels. Holds the buffers of one pass, so one thread uses it at a time.
 */
public interface AttackedClassifier {

  /** The pixels of an example. */
  int inputs();

  /** The classes, so the logits of an example. */
  int classes();

  /**
   * The logits {@code float[batch * classes]} of the deployed classifier, whose prediction is the
   * largest. The array is the classifier's own and holds until the next call.
   *
   * @param pixels {@code float[batch * inputs]} in [0, 1], row-major
   * @throws IllegalArgumentException when a pixel is outside [0, 1]
   */
  float[] logits(float[] pixels, int batch);

  /**
   * {@link #logits} of the same classifier with its norms relaxed to l_p, for an attack to follow;
   * of one that has no norms, the logits themselves.
   */
  float[] relaxedLogits(float p, float[] pixels, int batch);

  /**
   * Carries a gradient of the logits back to the pixels of the last {@link #relaxedLogits}, which
   * must have had the same p and batch.
   *
   * @param logitGradient {@code float[batch * classes]}
   * @return {@code float[batch * inputs]}, possibly longer; per network unit, so its signs and
   *     proportions are those of the pixels' gradient
   */
  float[] inputGradient(float p, int batch, float[] logitGradient);
}

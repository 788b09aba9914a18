package org.linfnet.certify;

import org.linfnet.network.PerceptronPass;

/**
 * A perceptron as attacks see it: float pixels in [0, 1] to its logits. It has no norm that could
 * be relaxed, so p is of no account. Holds the buffers of one pass, so one thread uses it at a
 * time.
 */
public final class PerceptronScorer implements AttackedClassifier {

  private final int inputs;
  private final int classes;
  private final PerceptronPass pass;
  private final StandardisedPixels standardised;
  private final float[] logits;

  /**
   * @param capacity the most examples that a block holds
   */
  public PerceptronScorer(Perceptron perceptron, int capacity) {
    int[] widths = perceptron.widths();
    this.inputs = widths[0];
    this.classes = widths[widths.length - 1];
    this.pass = new PerceptronPass(widths, perceptron.weights(), capacity);
    this.standardised =
        new StandardisedPixels(
            perceptron.trainedOn().standardisation(), Math.multiplyExact(capacity, inputs));
    this.logits = new float[Math.multiplyExact(capacity, classes)];
  }

  @Override
  public int inputs() {
    return inputs;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public float[] logits(float[] pixels, int batch) {
    double[] computed = pass.logits(standardised.take(pixels, batch * inputs), batch);
    for (int j = 0; j < batch * classes; j++) {
      logits[j] = (float) computed[j];
    }
    return logits;
  }

  @Override
  public float[] relaxedLogits(float p, float[] pixels, int batch) {
    return logits(pixels, batch);
  }

  @Override
  public float[] inputGradient(float p, int batch, float[] logitGradient) {
    return pass.inputGradient(batch, logitGradient);
  }
}

package org.linfnet.train;

/**
 * Adam (Kingma and Ba, arXiv 1412.6980, algorithm 1), bias-corrected.
 *
 * @param beta1 decay of the first moment
 * @param beta2 decay of the second moment
 * @param epsilon what keeps the step finite; the gradients of these nets are small, and 1e-8 is not
 *     small beside them
 */
public record Adam(double beta1, double beta2, double epsilon) {

  /**
   * One step.
   *
   * @param moments of the steps before; moved on
   * @param gradient summed over the examples, {@code float[parameters.length]}
   * @param scale what makes a mean of the sum, 1 / examples
   * @param parameters moved
   */
  public void step(
      AdamMoments moments, float[] gradient, float scale, double learningRate, float[] parameters) {
    int step = moments.countStep();
    float rate = (float) (learningRate / (1 - StrictMath.pow(beta1, step)));
    float secondCorrection = (float) (1 / (1 - StrictMath.pow(beta2, step)));
    float keep1 = (float) beta1;
    float keep2 = (float) beta2;
    float take1 = (float) (1 - beta1);
    float take2 = (float) (1 - beta2);
    float small = (float) epsilon;
    float[] first = moments.first();
    float[] second = moments.second();
    for (int i = 0; i < parameters.length; i++) {
      float g = gradient[i] * scale;
      float m = keep1 * first[i] + take1 * g;
      float v = keep2 * second[i] + take2 * g * g;
      first[i] = m;
      second[i] = v;
      parameters[i] -= rate * m / ((float) Math.sqrt(v * secondCorrection) + small);
    }
  }
}

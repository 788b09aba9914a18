package org.linfnet.train;

import java.util.List;
import org.linfnet.kernel.Range;
import org.linfnet.kernel.Threads;
import org.linfnet.layer.Slot;

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
   * A gradient to move along.
   *
   * @param slots the parts that move
   * @param sums the gradient summed over the examples, laid out as the network's numbers
   * @param examples how many
   * @param learningRate the learning rate
   */
  public record Gradient(List<Slot> slots, float[] sums, long examples, double learningRate) {}

  /**
   * Moves the numbers by one step.
   *
   * @param moments of the steps before; changed
   * @param gradient what to move along
   * @param numbers all numbers of the network; those in the gradient's slots are changed
   * @param threads what share the work
   */
  public void step(AdamMoments moments, Gradient gradient, float[] numbers, Threads threads) {
    int step = moments.countStep();
    double rate = gradient.learningRate() / (1 - StrictMath.pow(beta1, step));
    float secondCorrection = (float) (1 / (1 - StrictMath.pow(beta2, step)));
    for (Slot slot : gradient.slots()) {
      float slotRate = (float) (slot.update().rate() * rate);
      threads.forEachPart(
          new Range(slot.at(), slot.end()),
          slot.length(),
          range -> move(moments, gradient, range, slotRate, secondCorrection, numbers));
    }
  }

  private void move(
      AdamMoments moments,
      Gradient gradient,
      Range range,
      float rate,
      float secondCorrection,
      float[] numbers) {
    float scale = 1f / gradient.examples();
    float keep1 = (float) beta1;
    float keep2 = (float) beta2;
    float take1 = (float) (1 - beta1);
    float take2 = (float) (1 - beta2);
    float small = (float) epsilon;
    float[] sums = gradient.sums();
    float[] first = moments.first();
    float[] second = moments.second();
    for (int i = range.from(); i < range.to(); i++) {
      float g = sums[i] * scale;
      float m = keep1 * first[i] + take1 * g;
      float v = keep2 * second[i] + take2 * g * g;
      first[i] = m;
      second[i] = v;
      numbers[i] -= rate * m / ((float) Math.sqrt(v * secondCorrection) + small);
    }
  }
}

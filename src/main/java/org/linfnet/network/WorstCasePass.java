package org.linfnet.network;

import java.util.Arrays;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.Leads;

/**
 * The part of an {@link Objective} that rests on bounds, for batches of up to a given size. One
 * thread uses it at a time.
 */
final class WorstCasePass {

  private final BoundsPass bounds;
  private final Bounds boxes;
  private final int classes;
  private final double[] leads;
  private final float[] logits;
  private final float[] gradient;

  WorstCasePass(Network network, Kernels kernels, int capacity) {
    this.bounds = new BoundsPass(network, kernels, capacity);
    this.boxes = Bounds.of(capacity, network.inputSize());
    this.classes = network.classes();
    this.leads = new double[Math.multiplyExact(capacity, classes)];
    this.logits = new float[leads.length];
    this.gradient = new float[leads.length];
  }

  /**
   * Adds the gradient of the batch's worst-case loss, times its share and the examples' weights.
   *
   * @param sums laid out as the network's numbers; added to
   * @return the loss, summed over the batch, times the same
   */
  double addGradient(float[] numbers, Objective objective, TrainingPass.Batch batch, float[] sums) {
    objective.ball().boxes(batch.inputs(), batch.size(), boxes);
    Leads least = new Leads(classes, batch.labels(), leads);
    bounds.leads(numbers, boxes, batch.size(), least);
    int count = batch.size() * classes;
    for (int at = 0; at < count; at++) {
      logits[at] = (float) -leads[at];
    }
    Arrays.fill(gradient, 0, count, 0f);
    double loss = 0;
    for (int b = 0; b < batch.size(); b++) {
      float weight = (1 - objective.kappa()) * batch.weights()[b];
      loss +=
          weight
              * (double)
                  objective
                      .worst()
                      .addGradient(
                          logits, b * classes, classes, batch.labels()[b], weight, gradient);
    }
    for (int at = 0; at < count; at++) {
      gradient[at] = -gradient[at];
    }
    bounds.leadsGradient(least, gradient, sums);
    return loss;
  }
}

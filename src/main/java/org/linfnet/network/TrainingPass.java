package org.linfnet.network;

import java.util.Arrays;
import org.linfnet.RandomStream;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.LayerStack;
import org.linfnet.layer.Step;

/**
 * Forward and backward through a network in training, for batches of up to a given size. It holds
 * the buffers of one pass, so one thread uses it at a time.
 */
public final class TrainingPass {

  private final Network network;
  private final LayerStack layers;
  private final Kernels kernels;
  private final int capacity;
  private WorstCasePass worstCase;
  private float[] gradient;
  private float[] gradientBefore;

  /**
   * @param capacity the most examples that a batch holds
   */
  public TrainingPass(Network network, Kernels kernels, int capacity) {
    this.network = network;
    this.kernels = kernels;
    this.capacity = capacity;
    this.layers = new LayerStack(network.layers(), kernels, capacity);
    int widest =
        network.layers().stream().mapToInt(layer -> layer.outputs().size()).max().orElseThrow();
    this.gradient = new float[Math.multiplyExact(capacity, widest)];
    this.gradientBefore = new float[gradient.length];
  }

  /**
   * A batch of encoded examples. Arrays may be longer than the batch needs.
   *
   * @param size the examples
   * @param inputs {@code float[size * inputs]} in network units, row-major
   * @param labels {@code int[size]}
   * @param weights what each example's loss is multiplied by, {@code float[size]}
   */
  public record Batch(int size, float[] inputs, int[] labels, float[] weights) {}

  /**
   * Adds the gradient of a batch's summed objective, and the rest of its outcome, to {@code sum}.
   * An empty batch adds nothing.
   *
   * @param step the norm and the random numbers
   * @param numbers all numbers of the network
   * @param objective what training makes small
   */
  public void run(Step step, float[] numbers, Objective objective, Batch batch, BatchGradient sum) {
    if (batch.size() == 0) {
      return;
    }
    float[] logits = layers.forward(step, numbers, batch.inputs(), batch.size());
    int classes = network.classes();
    Arrays.fill(gradient, 0, batch.size() * classes, 0f);
    double lossSum = 0;
    int correct = 0;
    for (int b = 0; b < batch.size(); b++) {
      int label = batch.labels()[b];
      float weight = objective.kappa() * batch.weights()[b];
      lossSum +=
          objective.clean().addGradient(logits, b * classes, classes, label, weight, gradient)
              * weight;
      correct += Margin.of(logits, b * classes, classes, label) > 0 ? 1 : 0;
    }
    if (objective.usesBounds()) {
      lossSum += boundsLoss(step.random(), numbers, objective, batch, sum.sums());
    } else {
      backward(layers.size() - 1, 0, sum.sums());
    }
    layers.statistics(sum.sums());
    sum.count(lossSum, correct, batch.size());
  }

  /** The loss on bounds; the gradients of both losses join at the features that bounds rest on. */
  private double boundsLoss(
      RandomStream random, float[] numbers, Objective objective, Batch batch, float[] sums) {
    if (worstCase == null) {
      worstCase = new WorstCasePass(network, kernels, capacity);
    }
    int features = worstCase.firstLayer();
    float[] values = layers.block(features).input();
    double loss =
        worstCase.addGradient(
            numbers,
            objective,
            new WorstCasePass.Examples(
                batch.size(), values, batch.labels(), batch.weights(), random),
            sums);
    backward(layers.size() - 1, features, sums);
    if (features > 0) {
      int count = batch.size() * network.layers().get(features).inputs().size();
      for (int i = 0; i < count; i++) {
        gradient[i] += worstCase.featureGradient()[i];
      }
      backward(features - 1, 0, sums);
    }
    return loss;
  }

  /**
   * Adds the statistics of a batch to the running slots of {@code sum}, without a gradient.
   *
   * @param inputs {@code float[size * inputs]} in network units, row-major
   * @param size the examples of the batch
   */
  public void runForward(Step step, float[] numbers, float[] inputs, int size, BatchGradient sum) {
    if (size == 0) {
      return;
    }
    layers.forward(step, numbers, inputs, size);
    layers.statistics(sum.sums());
    sum.count(0, 0, size);
  }

  /**
   * Carries the gradient back from the outputs of one layer to the inputs of another; not to those
   * of the network, which nobody asks for.
   */
  private void backward(int from, int to, float[] sums) {
    for (int l = from; l >= to; l--) {
      if (l == 0) {
        layers.pass(0).slotGradient(layers.block(0), gradient, sums);
        return;
      }
      layers.pass(l).backward(layers.block(l), gradient, gradientBefore, sums);
      float[] swapped = gradient;
      gradient = gradientBefore;
      gradientBefore = swapped;
    }
  }
}

package org.linfnet.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.SparseDerivatives;

/**
 * Forward and backward through a network in training, for batches of up to a given size. Holds the
 * buffers of one pass, so one thread uses it at a time.
 */
public final class TrainingPass {

  private final NetworkShape shape;
  private final MeanShift shift;
  private final List<? extends Layer> layers;
  private final List<float[]> outputs = new ArrayList<>();
  private final List<SparseDerivatives> derivatives = new ArrayList<>();
  private final float[] scratch;
  private final float[] batchMeans;
  private float[] gradient;
  private float[] gradientBefore;

  /**
   * @param capacity the most examples that a batch holds
   */
  public TrainingPass(NetworkShape shape, MeanShift shift, DistanceKernels kernels, int capacity) {
    this.shape = shape;
    this.shift = shift;
    this.layers = shift.layers(shape, kernels);
    this.scratch = new float[shape.meanCount()];
    this.batchMeans = new float[shape.meanCount()];
    int widest = 0;
    for (Layer layer : layers) {
      outputs.add(new float[Math.multiplyExact(capacity, layer.outputs())]);
      derivatives.add(new SparseDerivatives(0));
      widest = Math.max(widest, layer.outputs());
    }
    this.gradient = new float[capacity * widest];
    this.gradientBefore = new float[capacity * widest];
  }

  /**
   * Adds the gradient of a batch's summed loss, and the rest of its outcome, to {@code sum}.
   *
   * @param running the parameters and, for {@link MeanShift#RUNNING}, the running means
   * @param p the norm
   * @param loss what is made small
   * @param inputs {@code float[batch * inputs]} in network units, row-major
   * @param labels {@code int[batch]}
   * @param weights what each example's loss is multiplied by, {@code float[batch]}
   * @param batch the examples; with none, nothing is added
   */
  public void run(
      NetworkState running,
      float p,
      Loss loss,
      float[] inputs,
      int[] labels,
      float[] weights,
      int batch,
      BatchGradient sum) {
    if (batch == 0) {
      return;
    }
    NetworkState state = shift.state(running, scratch);
    forward(state, p, inputs, batch);
    float[] logits = outputs.get(layers.size() - 1);
    Arrays.fill(gradient, 0, batch * shape.classes(), 0f);
    double lossSum = 0;
    int correct = 0;
    for (int b = 0; b < batch; b++) {
      int at = b * shape.classes();
      float exampleLoss =
          loss.addGradient(logits, at, shape.classes(), labels[b], weights[b], gradient);
      lossSum += exampleLoss * weights[b];
      if (Margin.of(logits, at, shape.classes(), labels[b]) > 0) {
        correct++;
      }
    }
    backward(state, p, inputs, batch, sum.gradient());
    averageHiddenOutputs(batch);
    sum.addOutcome(lossSum, correct, batch, batchMeans);
  }

  /**
   * Adds the means of a batch's hidden outputs to {@code sum}, without a gradient.
   *
   * @param running as in {@link #run}
   * @param inputs {@code float[batch * inputs]} in network units, row-major
   */
  public void runForward(
      NetworkState running, float p, float[] inputs, int batch, BatchGradient sum) {
    if (batch == 0) {
      return;
    }
    forward(shift.state(running, scratch), p, inputs, batch);
    averageHiddenOutputs(batch);
    sum.addOutcome(0, 0, batch, batchMeans);
  }

  private void averageHiddenOutputs(int batch) {
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      BatchMeanShift.batchMean(
          outputs.get(2 * layer), batch, shape.width(), batchMeans, shape.meansAt(layer));
    }
  }

  private void forward(NetworkState state, float p, float[] inputs, int batch) {
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).forward(state, p, block(l, inputs, batch));
    }
  }

  private void backward(
      NetworkState state, float p, float[] inputs, int batch, float[] parameterGradient) {
    for (int l = layers.size() - 1; l > 0; l--) {
      layers
          .get(l)
          .backward(state, p, block(l, inputs, batch), gradient, gradientBefore, parameterGradient);
      float[] swapped = gradient;
      gradient = gradientBefore;
      gradientBefore = swapped;
    }
    layers.get(0).parameterGradient(state, p, block(0, inputs, batch), gradient, parameterGradient);
  }

  private LayerBlock block(int layer, float[] inputs, int batch) {
    return new LayerBlock(
        batch,
        layer == 0 ? inputs : outputs.get(layer - 1),
        outputs.get(layer),
        derivatives.get(layer));
  }
}

package org.linfnet.network;

import java.util.Arrays;

/**
 * Mean shift while training: {@code y_k - m_k} with {@code m_k} the mean over the batch, which is
 * written to this layer's slice of the means. It couples the examples of a batch, so the gradient
 * loses its batch mean as well.
 *
 * @param units the neurons
 * @param meansAt where their means {@code float[units]} begin
 */
public record BatchMeanShift(int units, int meansAt) implements Layer {

  @Override
  public int inputs() {
    return units;
  }

  @Override
  public int outputs() {
    return units;
  }

  @Override
  public void forward(NetworkState state, float p, LayerBlock block) {
    batchMean(block.input(), block.batch(), units, state.means(), meansAt);
    subtract(block.input(), state.means(), meansAt, block.output(), block.batch());
  }

  @Override
  public void backward(
      NetworkState state,
      float p,
      LayerBlock block,
      float[] outputGradient,
      float[] inputGradient,
      float[] parameterGradient) {
    inputGradient(state, p, block, outputGradient, inputGradient);
  }

  @Override
  public void parameterGradient(
      NetworkState state,
      float p,
      LayerBlock block,
      float[] outputGradient,
      float[] parameterGradient) {
    // There are no parameters here.
  }

  @Override
  public void inputGradient(
      NetworkState state,
      float p,
      LayerBlock block,
      float[] outputGradient,
      float[] inputGradient) {
    float[] mean = new float[units];
    batchMean(outputGradient, block.batch(), units, mean, 0);
    subtract(outputGradient, mean, 0, inputGradient, block.batch());
  }

  /** The mean over the batch of each unit, written from {@code at}. */
  static void batchMean(float[] values, int batch, int units, float[] mean, int at) {
    Arrays.fill(mean, at, at + units, 0f);
    for (int b = 0; b < batch; b++) {
      for (int k = 0; k < units; k++) {
        mean[at + k] += values[b * units + k];
      }
    }
    for (int k = 0; k < units; k++) {
      mean[at + k] /= batch;
    }
  }

  private void subtract(float[] values, float[] mean, int meanAt, float[] shifted, int batch) {
    for (int b = 0; b < batch; b++) {
      for (int k = 0; k < units; k++) {
        shifted[b * units + k] = values[b * units + k] - mean[meanAt + k];
      }
    }
  }
}

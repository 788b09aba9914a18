package org.linfnet.network;

import java.util.Arrays;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceKernels;

/**
 * Neurons that measure how far the input lies from their weights: {@code y_k = ||z - w_k||_p}.
 *
 * @param kernels what computes the distances
 * @param inputs the length of z
 * @param outputs the neurons
 * @param weightsAt where the weights {@code float[outputs * inputs]} begin among the parameters
 */
public record DistanceLayer(DistanceKernels kernels, int inputs, int outputs, int weightsAt)
    implements BoundedLayer {

  @Override
  public void forward(NetworkState state, float p, LayerBlock block) {
    BlockShape shape = new BlockShape(block.batch(), outputs, inputs);
    if (Float.isInfinite(p)) {
      kernels.infinityForward(
          shape, block.input(), 0, state.parameters(), weightsAt, block.output(), 0);
    } else {
      powerForward(shape, state, p, block);
      if (block.derivatives().makeRoom()) {
        powerForward(shape, state, p, block);
      }
    }
  }

  private void powerForward(BlockShape shape, NetworkState state, float p, LayerBlock block) {
    kernels.powerForward(
        shape,
        p,
        block.input(),
        0,
        state.parameters(),
        weightsAt,
        block.output(),
        0,
        block.derivatives());
  }

  @Override
  public void backward(
      NetworkState state,
      float p,
      LayerBlock block,
      float[] outputGradient,
      float[] inputGradient,
      float[] parameterGradient) {
    if (Float.isInfinite(p)) {
      inputGradient(state, p, block, outputGradient, inputGradient);
      parameterGradient(state, p, block, outputGradient, parameterGradient);
      return;
    }
    Arrays.fill(inputGradient, 0, block.batch() * inputs, 0f);
    if (block.derivatives().isComplete()) {
      block
          .derivatives()
          .backward(outputGradient, 0, inputGradient, 0, parameterGradient, weightsAt);
      return;
    }
    kernels.powerBackward(
        new BlockShape(block.batch(), outputs, inputs),
        p,
        block.input(),
        0,
        state.parameters(),
        weightsAt,
        block.output(),
        0,
        outputGradient,
        0,
        inputGradient,
        0,
        parameterGradient,
        weightsAt);
  }

  @Override
  public void parameterGradient(
      NetworkState state,
      float p,
      LayerBlock block,
      float[] outputGradient,
      float[] parameterGradient) {
    BlockShape shape = new BlockShape(block.batch(), outputs, inputs);
    float[] z = block.input();
    float[] w = state.parameters();
    float[] y = block.output();
    if (Float.isInfinite(p)) {
      kernels.infinityWeightGradient(
          shape, z, 0, w, weightsAt, y, 0, outputGradient, 0, parameterGradient, weightsAt);
    } else if (block.derivatives().isComplete()) {
      block.derivatives().weightGradient(outputGradient, 0, parameterGradient, weightsAt);
    } else {
      kernels.powerWeightGradient(
          shape, p, z, 0, w, weightsAt, y, 0, outputGradient, 0, parameterGradient, weightsAt);
    }
  }

  @Override
  public void inputGradient(
      NetworkState state,
      float p,
      LayerBlock block,
      float[] outputGradient,
      float[] inputGradient) {
    Arrays.fill(inputGradient, 0, block.batch() * inputs, 0f);
    BlockShape shape = new BlockShape(block.batch(), outputs, inputs);
    float[] z = block.input();
    float[] w = state.parameters();
    float[] y = block.output();
    if (Float.isInfinite(p)) {
      kernels.infinityInputGradient(
          shape, z, 0, w, weightsAt, y, 0, outputGradient, 0, inputGradient, 0);
    } else if (block.derivatives().isComplete()) {
      block.derivatives().inputGradient(outputGradient, 0, inputGradient, 0);
    } else {
      kernels.powerInputGradient(
          shape, p, z, 0, w, weightsAt, y, 0, outputGradient, 0, inputGradient, 0);
    }
  }

  @Override
  public void bounds(NetworkState state, LayerBlock lower, LayerBlock upper) {
    kernels.intervalBounds(
        new BlockShape(lower.batch(), outputs, inputs),
        lower.input(),
        upper.input(),
        0,
        state.parameters(),
        weightsAt,
        lower.output(),
        upper.output(),
        0);
  }
}

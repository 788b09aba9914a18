package org.linfnet.network;

import java.util.Arrays;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.IntervalBlock;
import org.linfnet.kernel.Rows;

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
    DistanceBlock distances = distances(state, block);
    if (Float.isInfinite(p)) {
      kernels.infinityForward(distances);
    } else {
      kernels.powerForward(distances, p, block.derivatives());
      if (block.derivatives().makeRoom()) {
        kernels.powerForward(distances, p, block.derivatives());
      }
    }
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
    Rows gradientY = new Rows(outputGradient, 0);
    Rows gradientZ = new Rows(inputGradient, 0);
    Rows gradientW = new Rows(parameterGradient, weightsAt);
    if (block.derivatives().isComplete()) {
      block.derivatives().backward(gradientY, gradientZ, gradientW);
    } else {
      kernels.powerBackward(distances(state, block), p, gradientY, gradientZ, gradientW);
    }
  }

  @Override
  public void parameterGradient(
      NetworkState state,
      float p,
      LayerBlock block,
      float[] outputGradient,
      float[] parameterGradient) {
    Rows gradientY = new Rows(outputGradient, 0);
    Rows gradientW = new Rows(parameterGradient, weightsAt);
    if (Float.isInfinite(p)) {
      kernels.infinityWeightGradient(distances(state, block), gradientY, gradientW);
    } else if (block.derivatives().isComplete()) {
      block.derivatives().weightGradient(gradientY, gradientW);
    } else {
      kernels.powerWeightGradient(distances(state, block), p, gradientY, gradientW);
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
    Rows gradientY = new Rows(outputGradient, 0);
    Rows gradientZ = new Rows(inputGradient, 0);
    if (Float.isInfinite(p)) {
      kernels.infinityInputGradient(distances(state, block), gradientY, gradientZ);
    } else if (block.derivatives().isComplete()) {
      block.derivatives().inputGradient(gradientY, gradientZ);
    } else {
      kernels.powerInputGradient(distances(state, block), p, gradientY, gradientZ);
    }
  }

  @Override
  public void bounds(NetworkState state, LayerBlock lower, LayerBlock upper) {
    kernels.intervalBounds(
        new IntervalBlock(
            new BlockShape(lower.batch(), outputs, inputs),
            new Rows(lower.input(), 0),
            new Rows(upper.input(), 0),
            new Rows(state.parameters(), weightsAt),
            new Rows(lower.output(), 0),
            new Rows(upper.output(), 0)));
  }

  private DistanceBlock distances(NetworkState state, LayerBlock block) {
    return new DistanceBlock(
        new BlockShape(block.batch(), outputs, inputs),
        new Rows(block.input(), 0),
        new Rows(state.parameters(), weightsAt),
        new Rows(block.output(), 0));
  }
}

package org.linfnet.network;

/**
 * Mean shift in the finished network: {@code y_k - m_k} with a fixed {@code m_k}, so each example
 * stands alone and gradients pass unchanged.
 *
 * @param units the neurons
 * @param meansAt where their means {@code float[units]} begin
 */
public record RunningMeanShift(int units, int meansAt) implements BoundedLayer {

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
    for (int b = 0; b < block.batch(); b++) {
      for (int k = 0; k < units; k++) {
        block.output()[b * units + k] = block.input()[b * units + k] - state.means()[meansAt + k];
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
    System.arraycopy(outputGradient, 0, inputGradient, 0, block.batch() * units);
  }

  @Override
  public void bounds(NetworkState state, LayerBlock lower, LayerBlock upper) {
    forward(state, Float.POSITIVE_INFINITY, lower);
    forward(state, Float.POSITIVE_INFINITY, upper);
  }
}

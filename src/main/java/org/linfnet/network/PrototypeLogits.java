package org.linfnet.network;

/**
 * Turns the distances to the class prototypes into logits: {@code logit_j = b_j - y_j}.
 *
 * @param classes the prototypes
 * @param biasAt where the bias {@code float[classes]} begins among the parameters
 */
public record PrototypeLogits(int classes, int biasAt) implements BoundedLayer {

  @Override
  public int inputs() {
    return classes;
  }

  @Override
  public int outputs() {
    return classes;
  }

  @Override
  public void forward(NetworkState state, float p, LayerBlock block) {
    turn(state, block.batch(), block.input(), block.output());
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
    parameterGradient(state, p, block, outputGradient, parameterGradient);
  }

  @Override
  public void parameterGradient(
      NetworkState state,
      float p,
      LayerBlock block,
      float[] outputGradient,
      float[] parameterGradient) {
    for (int b = 0; b < block.batch(); b++) {
      for (int j = 0; j < classes; j++) {
        parameterGradient[biasAt + j] += outputGradient[b * classes + j];
      }
    }
  }

  @Override
  public void inputGradient(
      NetworkState state,
      float p,
      LayerBlock block,
      float[] outputGradient,
      float[] inputGradient) {
    for (int k = 0; k < block.batch() * classes; k++) {
      inputGradient[k] = -outputGradient[k];
    }
  }

  @Override
  public void bounds(NetworkState state, LayerBlock lower, LayerBlock upper) {
    turn(state, lower.batch(), upper.input(), lower.output());
    turn(state, lower.batch(), lower.input(), upper.output());
  }

  private void turn(NetworkState state, int batch, float[] distances, float[] logits) {
    for (int b = 0; b < batch; b++) {
      for (int j = 0; j < classes; j++) {
        logits[b * classes + j] = state.parameters()[biasAt + j] - distances[b * classes + j];
      }
    }
  }
}

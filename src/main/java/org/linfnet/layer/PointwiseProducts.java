package org.linfnet.layer;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.MatrixProducts;
import org.linfnet.kernel.MatrixProducts.Sizes;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.Threads;

/**
 * The products of a convolution whose patches are single positions. A channel of the output is a
 * sum of channels of the input, so the planes of an example are multiplied where they are.
 *
 * <p>Threads share groups of examples. How many examples a group has does not depend on the
 * threads, and the gradients of the groups are added in their order, so the threads decide no bit.
 */
final class PointwiseProducts implements LinearMap {

  private static final int EXAMPLES_IN_A_GROUP = 4;

  private final int inputChannels;
  private final int outputChannels;
  private final int plane;
  private final MatrixProducts products;
  private final Threads threads;

  /**
   * @param inputs the shape of an example that comes in
   * @param outputs the shape of an example that goes out, of the same height and width
   */
  PointwiseProducts(Shape inputs, Shape outputs, Kernels kernels) {
    this.inputChannels = inputs.channels();
    this.outputChannels = outputs.channels();
    this.plane = inputs.height() * inputs.width();
    this.products = kernels.on(Threads.ONE).products();
    this.threads = kernels.threads();
  }

  @Override
  public void addProduct(int batch, float[] x, Rows weights, float[] y) {
    forEachExample(
        batch,
        b ->
            products.addTimes(
                new Sizes(outputChannels, plane, inputChannels),
                weights,
                new Rows(x, b * inputChannels * plane),
                new Rows(y, b * outputChannels * plane)));
  }

  @Override
  public void fillTransposedProduct(int batch, float[] g, Rows weights, float[] x) {
    forEachExample(
        batch,
        b -> {
          int at = b * inputChannels * plane;
          Arrays.fill(x, at, at + inputChannels * plane, 0f);
          products.addTransposedTimes(
              new Sizes(inputChannels, plane, outputChannels),
              weights,
              new Rows(g, b * outputChannels * plane),
              new Rows(x, at));
        });
  }

  @Override
  public void addWeightGradient(int batch, float[] g, float[] x, Rows gradient) {
    int size = inputChannels * outputChannels;
    float[] gradients = new float[Math.multiplyExact(groups(batch), size)];
    forEachExample(
        batch,
        b ->
            products.addTimesTransposed(
                new Sizes(outputChannels, inputChannels, plane),
                new Rows(g, b * outputChannels * plane),
                new Rows(x, b * inputChannels * plane),
                new Rows(gradients, b / EXAMPLES_IN_A_GROUP * size)));
    for (int i = 0; i < gradients.length; i++) {
      gradient.values()[gradient.at() + i % size] += gradients[i];
    }
  }

  private static int groups(int examples) {
    return (examples + EXAMPLES_IN_A_GROUP - 1) / EXAMPLES_IN_A_GROUP;
  }

  /** One thread takes the examples of a group, in their order. */
  private void forEachExample(int batch, IntConsumer action) {
    threads.forEach(
        groups(batch),
        group -> {
          int first = group * EXAMPLES_IN_A_GROUP;
          for (int b = first; b < Math.min(batch, first + EXAMPLES_IN_A_GROUP); b++) {
            action.accept(b);
          }
        });
  }
}

package org.linfnet.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Logits of a multilayer perceptron as Spark's MLlib fits it, and their gradient by the inputs, for
 * blocks of up to a given size: affine layers, the logistic function 1 / (1 + exp(-x)) after each
 * but the last, in double as MLlib computes. Holds the buffers of one pass, so one thread uses it
 * at a time.
 */
public final class PerceptronPass {

  private final List<AffineLayer> layers = new ArrayList<>();
  private final List<double[]> outputs = new ArrayList<>();
  private final double[] widened;

  /**
   * @param widths of the inputs, the hidden layers and the classes, {@code int[layers + 1]}
   * @param weights layer by layer, each its matrix column by column and then its bias, as MLlib
   *     keeps them; {@code double[}{@link #weightCount}{@code ]}
   * @param capacity the most examples that a block holds
   * @throws IllegalArgumentException when there are more weights or fewer
   */
  public PerceptronPass(int[] widths, double[] weights, int capacity) {
    if (weights.length != weightCount(widths)) {
      throw new IllegalArgumentException(
          weights.length + " weights for layers of " + Arrays.toString(widths));
    }
    int at = 0;
    for (int l = 0; l + 1 < widths.length; l++) {
      layers.add(new AffineLayer(weights, at, widths[l], widths[l + 1]));
      outputs.add(new double[Math.multiplyExact(capacity, widths[l + 1])]);
      at += AffineLayer.weightCount(widths[l], widths[l + 1]);
    }
    this.widened = new double[Math.multiplyExact(capacity, widths[0])];
  }

  /** How many weights layers of these widths have. */
  public static int weightCount(int[] widths) {
    int count = 0;
    for (int l = 0; l + 1 < widths.length; l++) {
      count = Math.addExact(count, AffineLayer.weightCount(widths[l], widths[l + 1]));
    }
    return count;
  }

  /**
   * The logits {@code double[batch * classes]}. The array is this pass's own and holds until the
   * next call.
   *
   * @param inputs {@code float[batch * inputs]} in network units, row-major
   */
  public double[] logits(float[] inputs, int batch) {
    for (int i = 0; i < batch * layers.get(0).inputs(); i++) {
      widened[i] = inputs[i];
    }
    layers.get(0).forward(widened, batch, outputs.get(0));
    for (int l = 1; l < layers.size(); l++) {
      squash(outputs.get(l - 1), batch * layers.get(l).inputs());
      layers.get(l).forward(outputs.get(l - 1), batch, outputs.get(l));
    }
    return outputs.get(layers.size() - 1);
  }

  /**
   * Carries a gradient of the logits back to the inputs, after {@link #logits} with the same batch.
   *
   * @param logitGradient {@code float[batch * classes]}
   * @return {@code float[batch * inputs]}
   */
  public float[] inputGradient(int batch, float[] logitGradient) {
    double[] gradient = new double[logitGradient.length];
    for (int j = 0; j < gradient.length; j++) {
      gradient[j] = logitGradient[j];
    }
    for (int l = layers.size() - 1; l >= 0; l--) {
      double[] before = new double[batch * layers.get(l).inputs()];
      layers.get(l).backward(gradient, batch, before);
      if (l > 0) {
        throughLogistic(outputs.get(l - 1), before);
      }
      gradient = before;
    }
    float[] narrowed = new float[gradient.length];
    for (int i = 0; i < gradient.length; i++) {
      narrowed[i] = (float) gradient[i];
    }
    return narrowed;
  }

  private static void squash(double[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = 1 / (1 + Math.exp(-values[i]));
    }
  }

  /** The logistic function's derivative at y = f(x) is y (1 - y). */
  private static void throughLogistic(double[] squashed, double[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] *= squashed[i] * (1 - squashed[i]);
    }
  }
}

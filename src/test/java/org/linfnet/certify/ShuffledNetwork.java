package org.linfnet.certify;

import java.util.Random;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.layer.DistanceLayer;
import org.linfnet.layer.Layer;
import org.linfnet.layer.MeanShift;
import org.linfnet.layer.PrototypeLogits;

/**
 * A finished network in float arithmetic that adds products up in a random order, into a random
 * number of partial sums, each with or without a fused multiplication.
 */
record ShuffledNetwork(EncodedNetwork network, Random random) {

  private static final int MOST_SUMS = 4;

  /** The logits of one example, from values in the user's units. */
  float[] logits(double[] values) {
    float[] outputs = new float[values.length];
    network.encoding().encode(values, 0, outputs, 0);
    for (int l = 0; l < network.network().layers().size(); l++) {
      Layer layer = network.network().layers().get(l);
      String kind = network.network().descriptions().get(l).kind();
      float[] inputs = outputs;
      outputs = new float[layer.outputs().size()];
      for (int k = 0; k < outputs.length; k++) {
        outputs[k] = output(layer, kind, inputs, k);
      }
    }
    return outputs;
  }

  private float output(Layer layer, String kind, float[] inputs, int k) {
    return switch (kind) {
      case "distance" -> distance(inputs, ((DistanceLayer) layer).weights().at(), k);
      case "mean-shift" -> inputs[k] - number(((MeanShift) layer).means().at() + k);
      case "prototype-logits" -> number(((PrototypeLogits) layer).bias().at() + k) - inputs[k];
      case "affine", "convolution" -> affine(inputs, AffineTerms.of(layer, k));
      case "relu" -> Math.max(inputs[k], 0f);
      case "tanh" -> (float) StrictMath.tanh(inputs[k]);
      case "logistic" -> (float) (1 / (1 + StrictMath.exp(-(double) inputs[k])));
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private float distance(float[] inputs, int weightsAt, int k) {
    float largest = 0;
    for (int i = 0; i < inputs.length; i++) {
      float weight = number(weightsAt + k * inputs.length + i);
      largest = Math.max(largest, Math.abs(inputs[i] - weight));
    }
    return largest;
  }

  private float affine(float[] inputs, AffineTerms terms) {
    float[] sums = new float[1 + random.nextInt(MOST_SUMS)];
    boolean biasFirst = random.nextBoolean();
    float bias = number(terms.biasAt());
    sums[0] = biasFirst ? bias : 0;
    for (int i : order(terms.products().size())) {
      float weight = number(terms.products().get(i).weightAt());
      float input = inputs[terms.products().get(i).input()];
      int s = random.nextInt(sums.length);
      sums[s] = random.nextBoolean() ? Math.fma(weight, input, sums[s]) : sums[s] + weight * input;
    }
    float sum = 0;
    for (int s : order(sums.length)) {
      sum += sums[s];
    }
    return biasFirst ? sum : sum + bias;
  }

  private int[] order(int length) {
    int[] order = new int[length];
    for (int i = 0; i < length; i++) {
      int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }

  private float number(int at) {
    return network.state().numbers()[at];
  }
}

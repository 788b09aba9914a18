package org.linfnet.certify;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.DistanceLayer;
import org.linfnet.layer.Layer;
import org.linfnet.layer.MeanShift;
import org.linfnet.layer.PrototypeLogits;

/**
 * A finished network in rational arithmetic: nothing rounds but divisions and exponentials, at 60
 * digits.
 */
record ExactNetwork(EncodedNetwork network) {

  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal SATURATED = BigDecimal.valueOf(200);
  private static final int HALVINGS = 20;
  private static final int TERMS = 12;

  /** The logits of one example, from values in the user's units. */
  BigDecimal[] logits(double[] values) {
    BigDecimal[] outputs = encoded(values);
    for (int l = 0; l < network.network().layers().size(); l++) {
      Layer layer = network.network().layers().get(l);
      outputs = outputs(layer, network.network().descriptions().get(l).kind(), outputs);
    }
    return outputs;
  }

  private BigDecimal[] outputs(Layer layer, String kind, BigDecimal[] inputs) {
    BigDecimal[] outputs = new BigDecimal[layer.outputs().size()];
    Arrays.setAll(
        outputs,
        k ->
            switch (kind) {
              case "distance" -> distance(inputs, ((DistanceLayer) layer).weights().at(), k);
              case "mean-shift" -> inputs[k].subtract(number(((MeanShift) layer).means().at() + k));
              case "prototype-logits" ->
                  number(((PrototypeLogits) layer).bias().at() + k).subtract(inputs[k]);
              case "affine", "convolution" -> affine(inputs, AffineTerms.of(layer, k));
              case "relu" -> inputs[k].max(BigDecimal.ZERO);
              case "tanh" ->
                  TWO.multiply(logistic(TWO.multiply(inputs[k]))).subtract(BigDecimal.ONE);
              case "logistic" -> logistic(inputs[k]);
              default -> throw new IllegalArgumentException(kind);
            });
    return outputs;
  }

  private BigDecimal distance(BigDecimal[] inputs, int weightsAt, int k) {
    BigDecimal largest = BigDecimal.ZERO;
    for (int i = 0; i < inputs.length; i++) {
      BigDecimal weight = number(weightsAt + k * inputs.length + i);
      largest = largest.max(inputs[i].subtract(weight).abs());
    }
    return largest;
  }

  private BigDecimal affine(BigDecimal[] inputs, AffineTerms terms) {
    BigDecimal sum = number(terms.biasAt());
    for (AffineTerms.Product product : terms.products()) {
      sum = sum.add(number(product.weightAt()).multiply(inputs[product.input()]));
    }
    return sum;
  }

  /** Beyond 200 the logistic function is 0 or 1 in more digits than are kept. */
  private static BigDecimal logistic(BigDecimal x) {
    if (x.abs().compareTo(SATURATED) > 0) {
      return x.signum() > 0 ? BigDecimal.ONE : BigDecimal.ZERO;
    }
    return BigDecimal.ONE.divide(BigDecimal.ONE.add(exponential(x.negate()), DIGITS), DIGITS);
  }

  /** By the series at {@code x / 2^20}, squared 20 times. */
  private static BigDecimal exponential(BigDecimal x) {
    MathContext digits = new MathContext(DIGITS.getPrecision() + 20);
    BigDecimal small = x.divide(TWO.pow(HALVINGS), digits);
    BigDecimal power = BigDecimal.ONE;
    for (int term = TERMS; term > 0; term--) {
      power = power.multiply(small).divide(BigDecimal.valueOf(term), digits).add(BigDecimal.ONE);
    }
    for (int halving = 0; halving < HALVINGS; halving++) {
      power = power.multiply(power, digits);
    }
    return power;
  }

  private BigDecimal[] encoded(double[] values) {
    BigDecimal[] encoded = new BigDecimal[values.length];
    Arrays.setAll(
        encoded, i -> new BigDecimal(values[i]).subtract(centre(i)).divide(scale(i), DIGITS));
    return encoded;
  }

  private BigDecimal centre(int input) {
    Encoding encoding = network.encoding();
    if (encoding instanceof ImageEncoding images) {
      int plane = encoding.shape().height() * encoding.shape().width();
      return new BigDecimal(images.mu()[input / plane]);
    }
    return new BigDecimal(((FeatureEncoding) encoding).centres()[input]);
  }

  private BigDecimal scale(int input) {
    return network.encoding() instanceof ImageEncoding images
        ? new BigDecimal(images.sigma())
        : new BigDecimal(((FeatureEncoding) network.encoding()).scales()[input]);
  }

  private BigDecimal number(int at) {
    return new BigDecimal(network.state().numbers()[at]);
  }
}

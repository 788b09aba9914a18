package org.linfnet.certify;

import java.math.BigDecimal;
import java.math.MathContext;
import org.linfnet.network.NetworkShape;
import org.linfnet.train.TrainedNetwork;

/** A finished network in rational arithmetic: nothing rounds but the division, at 60 digits. */
record ExactNetwork(TrainedNetwork network) {

  private static final MathContext DIGITS = new MathContext(60);

  /** The logits of one example, from float pixels in [0, 1]. */
  BigDecimal[] logits(float[] pixels) {
    NetworkShape shape = network.shape();
    float[] parameters = network.state().parameters();
    BigDecimal[] values = standardised(pixels);
    for (int layer = 0; layer < shape.distanceLayers(); layer++) {
      BigDecimal[] distances = new BigDecimal[shape.layerOutputs(layer)];
      for (int k = 0; k < distances.length; k++) {
        distances[k] = distance(values, parameters, shape.weightsAt(layer) + k * values.length);
      }
      values = distances;
      if (layer < shape.hiddenLayers()) {
        for (int k = 0; k < values.length; k++) {
          values[k] = values[k].subtract(exact(network.state().means()[shape.meansAt(layer) + k]));
        }
      }
    }
    for (int j = 0; j < values.length; j++) {
      values[j] = exact(parameters[shape.biasAt() + j]).subtract(values[j]);
    }
    return values;
  }

  private BigDecimal[] standardised(float[] pixels) {
    BigDecimal mu = exact(network.trainedOn().standardisation().mu());
    BigDecimal sigma = exact(network.trainedOn().standardisation().sigma());
    BigDecimal[] values = new BigDecimal[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      values[i] = exact(pixels[i]).subtract(mu).divide(sigma, DIGITS);
    }
    return values;
  }

  private static BigDecimal distance(BigDecimal[] values, float[] parameters, int at) {
    BigDecimal largest = BigDecimal.ZERO;
    for (int i = 0; i < values.length; i++) {
      largest = largest.max(values[i].subtract(exact(parameters[at + i])).abs());
    }
    return largest;
  }

  static BigDecimal exact(float value) {
    return new BigDecimal(value);
  }
}

package org.linfnet.ml;

import org.linfnet.certify.MarginCertificate;
import org.linfnet.certify.Scorer;
import org.linfnet.data.InvalidInputException;
import org.linfnet.data.Standardisation;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.ScoringPass;
import org.linfnet.train.TrainedNetwork;

/** Classifies images: the floats of the {@link Scorer}, whose every pixel is one of 256. */
final class PixelClassifier implements BlockClassifier {

  private static final int PIXEL_VALUES = 256;

  private final NetworkShape shape;
  private final ScoringPass pass;
  private final MarginCertificate certificate;
  private final float[] byPixel;
  private final float[] inputs;

  PixelClassifier(TrainedNetwork network, DistanceKernels kernels, int capacity) {
    this.shape = network.shape();
    this.pass = new ScoringPass(shape, network.state(), kernels, capacity);
    this.certificate = new MarginCertificate(network, kernels);
    this.byPixel = byPixel(network.trainedOn().standardisation());
    this.inputs = new float[capacity * shape.inputs()];
  }

  private static float[] byPixel(Standardisation standardisation) {
    byte[] stored = new byte[PIXEL_VALUES];
    for (int pixel = 0; pixel < PIXEL_VALUES; pixel++) {
      stored[pixel] = (byte) pixel;
    }
    float[] byPixel = Scorer.pixels(stored);
    for (int pixel = 0; pixel < PIXEL_VALUES; pixel++) {
      byPixel[pixel] = standardisation.toNetwork(byPixel[pixel]);
    }
    return byPixel;
  }

  @Override
  public int classes() {
    return shape.classes();
  }

  @Override
  public boolean accept(Object features, int place) {
    if (features == null) {
      return false;
    }
    byte[] stored = (byte[]) features;
    if (stored.length != shape.inputs()) {
      throw new InvalidInputException(
          "a row has %d pixels, but the model takes %d: mend or drop the row"
              .formatted(stored.length, shape.inputs()));
    }
    int at = place * shape.inputs();
    for (int i = 0; i < stored.length; i++) {
      inputs[at + i] = byPixel[Byte.toUnsignedInt(stored[i])];
    }
    return true;
  }

  @Override
  public float[] logits(int rows) {
    return pass.logits(inputs, rows);
  }

  @Override
  public double radius(int place, float[] logits, int prediction) {
    return certificate.radius(logits, place * classes(), classes(), prediction);
  }
}

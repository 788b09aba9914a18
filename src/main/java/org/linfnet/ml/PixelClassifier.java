package org.linfnet.ml;

import org.linfnet.certify.MarginCertificate;
import org.linfnet.certify.Scorer;
import org.linfnet.data.InvalidInputException;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.train.TrainedNetwork;

/** Classifies images. */
final class PixelClassifier implements BlockClassifier {

  private final Scorer scorer;
  private final MarginCertificate certificate;
  private final float[] pixels;

  PixelClassifier(TrainedNetwork network, DistanceKernels kernels, int capacity) {
    this.scorer = new Scorer(network, kernels, capacity);
    this.certificate = new MarginCertificate(network, kernels);
    this.pixels = new float[capacity * scorer.inputs()];
  }

  @Override
  public int classes() {
    return scorer.classes();
  }

  @Override
  public boolean accept(Object features, int place) {
    if (features == null) {
      return false;
    }
    byte[] stored = (byte[]) features;
    if (stored.length != scorer.inputs()) {
      throw new InvalidInputException(
          "a row has %d pixels, but the model takes %d: mend or drop the row"
              .formatted(stored.length, scorer.inputs()));
    }
    System.arraycopy(Scorer.pixels(stored), 0, pixels, place * scorer.inputs(), stored.length);
    return true;
  }

  @Override
  public float[] logits(int rows) {
    return scorer.logits(pixels, rows);
  }

  @Override
  public double radius(int place, float[] logits, int prediction) {
    return certificate.radius(logits, place * classes(), classes(), prediction);
  }
}

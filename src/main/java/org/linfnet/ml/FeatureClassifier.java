package org.linfnet.ml;

import java.util.Optional;
import org.linfnet.certify.FeatureCertificate;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.ScoringPass;
import org.linfnet.train.FeatureNetwork;

/** Classifies rows of features. */
final class FeatureClassifier implements BlockClassifier {

  private final FeatureNetwork network;
  private final ScoringPass pass;
  private final FeatureCertificate certificate;
  private final FeatureReader reader;
  private final float[] inputs;

  FeatureClassifier(FeatureNetwork network, DistanceKernels kernels, int capacity) {
    this.network = network;
    this.pass = new ScoringPass(network.shape(), network.state(), kernels, capacity);
    this.certificate = new FeatureCertificate(network, kernels);
    this.reader = new FeatureReader(network.shape().inputs());
    this.inputs = new float[capacity * reader.inputs()];
  }

  @Override
  public int classes() {
    return network.shape().classes();
  }

  @Override
  public boolean accept(Object stored, int place) {
    Optional<double[]> features = reader.read(stored);
    features.ifPresent(
        values -> network.scaling().scale(values, 0, inputs, place * reader.inputs()));
    return features.isPresent();
  }

  @Override
  public float[] logits(int rows) {
    return pass.logits(inputs, rows);
  }

  @Override
  public double radius(int place, float[] logits, int prediction) {
    return certificate.radius(
        inputs, place * reader.inputs(), logits, place * classes(), prediction);
  }
}

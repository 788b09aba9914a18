package org.linfnet.bench;

import java.util.function.Function;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.ml.LinfDistClassifier;
import org.linfnet.network.ScoringPass;

/**
 * Fits classifiers for a comparison, all with the same seed. The two that do not scale are given
 * the features as the distance net scales them.
 *
 * @param train {@code label, features}
 * @param options the sizes
 */
record ComparedClassifiers(Dataset<Row> train, CompareJob.Options options) {

  /** The column of scaled features. */
  static final String SCALED = "scaled";

  private static final int HIDDEN_LAYERS = 2;
  private static final int WIDTH = 128;
  private static final long SEED = 1;

  MeasuredFit<LinfDistClassificationModel> distanceNet() {
    LinfDistClassifier classifier =
        new LinfDistClassifier()
            .setHiddenLayers(HIDDEN_LAYERS)
            .setWidth(WIDTH)
            .setMaxIter(options.epochs())
            .setNumClasses(options.classes())
            .setSeed(SEED);
    return MeasuredFit.of(() -> classifier.fit(train));
  }

  MeasuredFit<MultilayerPerceptronClassificationModel> perceptron() {
    MultilayerPerceptronClassifier classifier =
        new MultilayerPerceptronClassifier()
            .setLayers(new int[] {options.features(), WIDTH, WIDTH, options.classes()})
            .setFeaturesCol(SCALED)
            .setMaxIter(options.iterations())
            .setSeed(SEED);
    return MeasuredFit.of(() -> classifier.fit(train));
  }

  MeasuredFit<LogisticRegressionModel> regression() {
    LogisticRegression classifier =
        new LogisticRegression().setFeaturesCol(SCALED).setMaxIter(options.iterations());
    return MeasuredFit.of(() -> classifier.fit(train));
  }

  /** The logits of a row's own features. */
  static Function<double[], double[]> logits(EncodedNetwork network) {
    ScoringPass pass = new ScoringPass(network.state(), Kernels.ofThisJvm(), 1);
    float[] inputs = new float[network.network().inputSize()];
    return features -> {
      network.encoding().encode(features, 0, inputs, 0);
      float[] logits = pass.logits(inputs, 1);
      double[] widened = new double[network.network().classes()];
      for (int j = 0; j < widened.length; j++) {
        widened[j] = logits[j];
      }
      return widened;
    };
  }

  /** The logits, of a row's own features, of a model that takes scaled ones. */
  static Function<double[], double[]> logits(
      FeatureEncoding scaling, Function<Vector, Vector> scaledLogits) {
    return features -> scaledLogits.apply(scaled(scaling, features)).toArray();
  }

  /** Scaled features in double. */
  static Vector scaled(FeatureEncoding scaling, double[] features) {
    double[] scaled = new double[features.length];
    double[] centres = scaling.centres();
    double[] scales = scaling.scales();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (features[i] - centres[i]) / scales[i];
    }
    return Vectors.dense(scaled);
  }
}

package org.linfnet.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.FeatureBlock;
import org.linfnet.data.FeatureExample;
import org.linfnet.data.FeatureScaling;
import org.linfnet.data.InvalidInputException;
import org.linfnet.data.RandomCrop;
import org.linfnet.network.Margin;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.network.ScoringPass;

/** Scores a network, as it stands in mid-training, on examples that it is not trained on. */
final class Validation implements AutoCloseable {

  private static final int BLOCK = 128;

  private final JavaRDD<TrainingExamples> examples;
  private final double radius;

  /**
   * @param radius what counts as certified, in network units
   */
  private Validation(JavaRDD<TrainingExamples> examples, double radius) {
    this.examples = examples.persist(StorageLevel.MEMORY_AND_DISK());
    this.radius = radius;
  }

  /**
   * On images.
   *
   * @param epsilon the radius that counts as certified, in pixel units
   */
  static Validation of(Dataset<Row> table, DatasetDescription description, double epsilon) {
    RandomCrop uncropped = RandomCrop.none(description.shape());
    return new Validation(
        table
            .select(ExampleSchema.ID, ExampleSchema.LABEL, ExampleSchema.PIXELS)
            .toJavaRDD()
            .mapPartitions(rows -> List.of(ExampleBlock.of(rows, description)).iterator())
            .map(block -> new PixelExamples(block, uncropped, description.standardisation())),
        description.standardisation().radiusToNetwork(epsilon));
  }

  /**
   * On features.
   *
   * @param epsilon the radius that counts as certified, in the scaling's unit
   */
  static Validation of(FeatureTable table, FeatureScaling scaling, double epsilon) {
    return new Validation(
        table
            .examples()
            .mapPartitions(
                rows -> {
                  List<FeatureExample> all = new ArrayList<>();
                  rows.forEachRemaining(all::add);
                  return List.of(new FeatureBlock(all, scaling, 1)).iterator();
                })
            .map(FeatureExamples::new),
        epsilon / scaling.radiusUnit());
  }

  /**
   * Reads the examples.
   *
   * @throws InvalidInputException when there are none
   */
  void requireExamples() {
    if (examples.map(TrainingExamples::size).fold(0, Integer::sum) == 0) {
      throw new InvalidInputException("there are no validation examples: the table has no rows");
    }
  }

  ValidationScore score(NetworkShape shape, NetworkState state, RunKernels kernels) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(examples.context());
    double wanted = radius;
    NetworkBroadcast sent = new NetworkBroadcast(spark, shape, state);
    try {
      return examples
          .map(block -> score(block, sent, wanted, kernels))
          .fold(ValidationScore.none(), ValidationScore::plus);
    } finally {
      sent.destroy();
    }
  }

  private static ValidationScore score(
      TrainingExamples block, NetworkBroadcast sent, double radius, RunKernels kernels) {
    NetworkShape shape = sent.shape();
    ScoringPass pass = new ScoringPass(shape, sent.state(), kernels.here(), BLOCK);
    TrainingExamples.Reader reader = block.reader();
    Random none = new Random(0);
    float[] inputs = new float[BLOCK * block.inputs()];
    long correct = 0;
    long certified = 0;
    for (int from = 0; from < block.size(); from += BLOCK) {
      int batch = Math.min(BLOCK, block.size() - from);
      for (int b = 0; b < batch; b++) {
        reader.read(from + b, none, inputs, b * block.inputs());
      }
      float[] logits = pass.logits(inputs, batch);
      for (int b = 0; b < batch; b++) {
        float margin =
            Margin.of(logits, b * shape.classes(), shape.classes(), block.label(from + b));
        correct += margin > 0 ? 1 : 0;
        certified += margin > 0 && margin / 2 >= radius ? 1 : 0;
      }
    }
    return new ValidationScore(block.size(), correct, certified);
  }

  @Override
  public void close() {
    examples.unpersist(false);
  }
}

package org.linfnet.train;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.InvalidInputException;
import org.linfnet.data.Standardisation;
import org.linfnet.network.Margin;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.network.ScoringPass;

/** Scores a network, as it stands in mid-training, on examples that it is not trained on. */
final class Validation implements AutoCloseable {

  private static final int BLOCK = 128;

  private final JavaRDD<ExampleBlock> examples;
  private final Standardisation standardisation;
  private final double epsilon;

  /**
   * @param epsilon the radius that counts as certified, in pixel units
   */
  Validation(Dataset<Row> table, DatasetDescription description, double epsilon) {
    this.examples =
        table
            .select(ExampleSchema.ID, ExampleSchema.LABEL, ExampleSchema.PIXELS)
            .toJavaRDD()
            .mapPartitions(rows -> List.of(ExampleBlock.of(rows, description)).iterator())
            .persist(StorageLevel.MEMORY_AND_DISK());
    this.standardisation = description.standardisation();
    this.epsilon = epsilon;
  }

  /**
   * Reads the examples.
   *
   * @throws InvalidInputException when there are none
   */
  void requireExamples() {
    if (examples.filter(block -> block.size() > 0).isEmpty()) {
      throw new InvalidInputException("there are no validation examples: the table has no rows");
    }
  }

  ValidationScore score(NetworkShape shape, NetworkState state, RunKernels kernels) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(examples.context());
    Standardisation units = standardisation;
    double radius = units.radiusToNetwork(epsilon);
    NetworkBroadcast sent = new NetworkBroadcast(spark, shape, state);
    try {
      return examples
          .map(block -> score(block, sent, units, radius, kernels))
          .fold(ValidationScore.none(), ValidationScore::plus);
    } finally {
      sent.destroy();
    }
  }

  private static ValidationScore score(
      ExampleBlock block,
      NetworkBroadcast sent,
      Standardisation standardisation,
      double radius,
      RunKernels kernels) {
    NetworkShape shape = sent.shape();
    ScoringPass pass = new ScoringPass(shape, sent.state(), kernels.here(), BLOCK);
    float[] inputs = new float[BLOCK * block.inputs()];
    long correct = 0;
    long certified = 0;
    for (int from = 0; from < block.size(); from += BLOCK) {
      int batch = Math.min(BLOCK, block.size() - from);
      standardisation.standardise(
          block.pixels(), from * block.inputs(), inputs, 0, batch * block.inputs());
      float[] logits = pass.logits(inputs, batch);
      for (int b = 0; b < batch; b++) {
        float margin =
            Margin.of(logits, b * shape.classes(), shape.classes(), block.labels()[from + b]);
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

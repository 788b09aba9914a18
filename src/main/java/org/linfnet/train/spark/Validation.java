package org.linfnet.train.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.linfnet.InvalidInputException;
import org.linfnet.certify.MarginCertificate;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.Margin;
import org.linfnet.network.NetworkState;
import org.linfnet.network.ScoringPass;
import org.linfnet.train.ValidationScore;

/** Scores a network, as it stands in mid-training, on examples that it is not trained on. */
final class Validation implements AutoCloseable {

  private static final int BLOCK = 128;

  private final JavaRDD<ExampleBlock> examples;
  private final Scoring scoring;

  private Validation(JavaRDD<ExampleBlock> examples, Scoring scoring) {
    this.examples = examples;
    this.scoring = scoring;
  }

  /**
   * Reads and caches the examples.
   *
   * @param encoding of the training examples
   * @param epsilon the radius that counts as certified, in the encoding's unit
   * @throws InvalidInputException when there are none, or they do not fit the encoding
   */
  static Validation of(
      LabelledExamples rows, Encoding encoding, double epsilon, RunKernels kernels) {
    if (rows.empty().width() != encoding.shape().size()) {
      throw new InvalidInputException(
          "validation examples have %d values, training examples %d: name a table like the other"
              .formatted(rows.empty().width(), encoding.shape().size()));
    }
    StoredValues empty = rows.empty();
    JavaRDD<ExampleBlock> blocks =
        spread(rows.blocks())
            .mapPartitions(
                partition -> {
                  List<ExampleBlock> all = new ArrayList<>();
                  partition.forEachRemaining(all::add);
                  return List.of(ExampleBlock.merged(all, empty)).iterator();
                });
    blocks.persist(StorageLevel.MEMORY_AND_DISK());
    if (blocks.map(ExampleBlock::size).fold(0, Integer::sum) == 0) {
      blocks.unpersist(false);
      throw new InvalidInputException("there are no validation examples: the table has no rows");
    }
    return new Validation(blocks, new Scoring(encoding, epsilon, kernels));
  }

  /** Gives every core a part where the table has fewer. */
  private static JavaRDD<ExampleBlock> spread(JavaRDD<ExampleBlock> blocks) {
    int cores = blocks.context().defaultParallelism();
    return blocks.getNumPartitions() < cores ? blocks.repartition(cores) : blocks;
  }

  ValidationScore score(NetworkState state) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(examples.context());
    Scoring task = scoring;
    NetworkBroadcast sent = new NetworkBroadcast(spark, state);
    try {
      return examples
          .map(block -> task.score(block, sent.state()))
          .fold(ValidationScore.none(), ValidationScore::plus);
    } finally {
      sent.destroy();
    }
  }

  @Override
  public void close() {
    examples.unpersist(false);
  }

  /** What a task does with a block. */
  private record Scoring(Encoding encoding, double epsilon, RunKernels kernels)
      implements java.io.Serializable {

    ValidationScore score(ExampleBlock block, NetworkState state) {
      Kernels here = kernels.here();
      ScoringPass pass = new ScoringPass(state, here, BLOCK);
      MarginCertificate certificate =
          new MarginCertificate(new EncodedNetwork(state, encoding), here);
      int width = encoding.shape().size();
      int classes = state.network().classes();
      float[] inputs = new float[BLOCK * width];
      long correct = 0;
      long certified = 0;
      for (int from = 0; from < block.size(); from += BLOCK) {
        int batch = Math.min(BLOCK, block.size() - from);
        for (int b = 0; b < batch; b++) {
          encoding.encodeStored(block.values(), from + b, inputs, b * width);
        }
        float[] logits = pass.logits(inputs, batch);
        for (int b = 0; b < batch; b++) {
          int label = block.labels()[from + b];
          boolean right = Margin.of(logits, b * classes, classes, label) > 0;
          correct += right ? 1 : 0;
          double radius = certificate.radius(inputs, b * width, logits, b * classes, label);
          certified += right && radius >= epsilon ? 1 : 0;
        }
      }
      return new ValidationScore(block.size(), correct, certified);
    }
  }
}

package org.linfnet.train.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.StorageLevel;
import org.linfnet.InvalidInputException;
import org.linfnet.certify.IntervalCertificate;
import org.linfnet.certify.MarginCertificate;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.Margin;
import org.linfnet.network.NetworkState;
import org.linfnet.network.ScoringPass;
import org.linfnet.train.Recipe;
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
   * @param recipe names the radius that counts as certified, and by what
   * @throws InvalidInputException when there are none, or they do not fit the encoding
   */
  static Validation of(
      LabelledExamples rows, Encoding encoding, Recipe recipe, RunKernels kernels) {
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
    Proof proof = recipe.objective().usesBounds() ? Proof.INTERVALS : Proof.MARGIN;
    return new Validation(blocks, new Scoring(encoding, recipe.epsilon(), proof, kernels));
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

  /** Networks that are trained on bounds are proved by bounds, others by their margins. */
  private enum Proof {
    MARGIN {
      @Override
      Certifier of(EncodedNetwork network, double epsilon, Kernels kernels) {
        MarginCertificate certificate = new MarginCertificate(network, kernels);
        int width = network.network().inputSize();
        int classes = network.network().classes();
        return (part, b) ->
            certificate.radius(part.inputs(), b * width, part.logits(), b * classes, part.label(b))
                >= epsilon;
      }
    },
    INTERVALS {
      @Override
      Certifier of(EncodedNetwork network, double epsilon, Kernels kernels) {
        IntervalCertificate certificate = new IntervalCertificate(network, kernels, 1);
        double[] values = new double[network.network().inputSize()];
        double[] slack = new double[1];
        return (part, b) -> {
          network.encoding().toUser(part.block().values(), part.from() + b, values, 0);
          int[] label = {part.label(b)};
          certificate.bound(values, label, new double[] {epsilon}, 1, slack);
          return slack[0] > 0;
        };
      }
    };

    abstract Certifier of(EncodedNetwork network, double epsilon, Kernels kernels);
  }

  /**
   * Examples of a block that are scored together.
   *
   * @param from the place of the first in the block
   * @param inputs of each, in network units
   * @param logits of each
   */
  private record Part(ExampleBlock block, int from, float[] inputs, float[] logits) {

    int label(int example) {
      return block.labels()[from + example];
    }
  }

  /** Says whether an example of a part is certified. */
  @FunctionalInterface
  private interface Certifier {
    boolean certifies(Part part, int example);
  }

  /** What a task does with a block. */
  private record Scoring(Encoding encoding, double epsilon, Proof proof, RunKernels kernels)
      implements java.io.Serializable {

    ValidationScore score(ExampleBlock block, NetworkState state) {
      Kernels here = kernels.here();
      ScoringPass pass = new ScoringPass(state, here, BLOCK);
      Certifier certifier = proof.of(new EncodedNetwork(state, encoding), epsilon, here);
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
        Part part = new Part(block, from, inputs, pass.logits(inputs, batch));
        for (int b = 0; b < batch; b++) {
          boolean right = Margin.of(part.logits(), b * classes, classes, part.label(b)) > 0;
          correct += right ? 1 : 0;
          certified += right && certifier.certifies(part, b) ? 1 : 0;
        }
      }
      return new ValidationScore(block.size(), correct, certified);
    }
  }
}

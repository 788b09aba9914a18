package org.linfnet.train.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;
import org.linfnet.certify.BoundsCertificate;
import org.linfnet.certify.MarginCertificate;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.HiddenBounds;
import org.linfnet.network.Margin;
import org.linfnet.network.NetworkState;
import org.linfnet.network.ScoringPass;
import org.linfnet.train.ObjectiveSchedule;
import org.linfnet.train.Recipe;
import org.linfnet.train.ValidationScore;

/** Scores a network, as it stands in mid-training, on examples that it is not trained on. */
final class Validation implements AutoCloseable {

  private static final int BLOCK = 128;
  private static final RandomStream ORDER = new RandomStream(0);

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
    Cached.first(blocks, Validation::requireExamples);
    Proof proof = Proof.of(recipe.objective());
    return new Validation(blocks, new Scoring(encoding, recipe.epsilon(), proof, kernels));
  }

  private static long requireExamples(JavaRDD<ExampleBlock> blocks) {
    long examples = blocks.map(block -> (long) block.size()).fold(0L, Long::sum);
    if (examples == 0) {
      throw new InvalidInputException(
          "there are no validation examples: no row is marked for validation, or the table has no"
              + " rows, or none with a weight above 0, or all are left out by handleInvalid");
    }
    return examples;
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

  /**
   * The logits of some examples, as values of a block. Which examples those are and their order
   * depend on the examples' ids alone.
   *
   * @param most how many examples at most
   */
  ExampleBlock logits(NetworkState state, int most) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(examples.context());
    Scoring task = scoring;
    NetworkBroadcast sent = new NetworkBroadcast(spark, state);
    try {
      List<ExampleBlock> blocks =
          examples.map(block -> task.logits(block, sent.state(), most)).collect();
      StoredValues empty = StoredValues.of(new double[0], state.network().classes());
      ExampleBlock all = ExampleBlock.merged(blocks, empty);
      return all.first(Math.min(most, all.size()));
    } finally {
      sent.destroy();
    }
  }

  @Override
  public void close() {
    examples.unpersist(false);
  }

  /** Networks that are trained on bounds are proved by bounds, others by their margins. */
  @FunctionalInterface
  private interface Proof extends Serializable {

    Certifier of(EncodedNetwork network, double epsilon, Kernels kernels);

    static Proof of(ObjectiveSchedule objective) {
      if (!objective.usesBounds()) {
        return Proof::byMargin;
      }
      BoundsCertificate.Method method =
          objective.linesAtEnd().map(Proof::method).orElse(BoundsCertificate.Method.INTERVALS);
      return (network, epsilon, kernels) -> byBounds(network, method, epsilon, kernels);
    }

    /** By lines whose hidden values are bounded as in training. */
    private static BoundsCertificate.Method method(HiddenBounds hidden) {
      return hidden.equals(HiddenBounds.INTERVALS)
          ? BoundsCertificate.Method.LINES
          : BoundsCertificate.Method.DUAL;
    }

    private static Certifier byMargin(EncodedNetwork network, double epsilon, Kernels kernels) {
      MarginCertificate certificate = new MarginCertificate(network, kernels);
      int width = network.network().inputSize();
      int classes = network.network().classes();
      return (part, b) ->
          certificate.radius(part.inputs(), b * width, part.logits(), b * classes, part.label(b))
              >= epsilon;
    }

    private static Certifier byBounds(
        EncodedNetwork network, BoundsCertificate.Method method, double epsilon, Kernels kernels) {
      BoundsCertificate certificate = new BoundsCertificate(network, method, kernels, 1);
      double[] values = new double[network.network().inputSize()];
      double[] slack = new double[1];
      return (part, b) -> {
        network.encoding().toUser(part.block().values(), part.from() + b, values, 0);
        int[] label = {part.label(b)};
        certificate.bound(values, label, new double[] {epsilon}, 1, slack);
        return slack[0] > 0;
      };
    }
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
      int[] all = IntStream.range(0, block.size()).toArray();
      long correct = 0;
      long certified = 0;
      for (int from = 0; from < block.size(); from += BLOCK) {
        int batch = encode(block, all, from, inputs);
        Part part = new Part(block, from, inputs, pass.logits(inputs, batch));
        for (int b = 0; b < batch; b++) {
          boolean right = Margin.of(part.logits(), b * classes, classes, part.label(b)) > 0;
          correct += right ? 1 : 0;
          certified += right && certifier.certifies(part, b) ? 1 : 0;
        }
      }
      return new ValidationScore(block.size(), correct, certified);
    }

    /** The logits of at most so many examples, whose ids become hashes. */
    ExampleBlock logits(ExampleBlock block, NetworkState state, int most) {
      long[] hashes = LongStream.of(block.ids()).map(id -> ORDER.at(id).seed()).toArray();
      int[] chosen =
          IntStream.range(0, block.size())
              .boxed()
              .sorted(Comparator.comparingLong(i -> hashes[i]))
              .limit(most)
              .mapToInt(i -> i)
              .toArray();
      int classes = state.network().classes();
      double[] logits = new double[Math.multiplyExact(chosen.length, classes)];
      ScoringPass pass = new ScoringPass(state, kernels.here(), BLOCK);
      float[] inputs = new float[BLOCK * encoding.shape().size()];
      for (int from = 0; from < chosen.length; from += BLOCK) {
        int batch = encode(block, chosen, from, inputs);
        float[] ofBatch = pass.logits(inputs, batch);
        for (int k = 0; k < batch * classes; k++) {
          logits[from * classes + k] = ofBatch[k];
        }
      }
      return new ExampleBlock(
          IntStream.of(chosen).mapToLong(i -> hashes[i]).toArray(),
          IntStream.of(chosen).map(i -> block.labels()[i]).toArray(),
          IntStream.of(chosen).mapToDouble(i -> block.weights()[i]).toArray(),
          StoredValues.of(logits, classes));
    }

    /** Encodes a batch of the chosen examples and says how many it has. */
    private int encode(ExampleBlock block, int[] chosen, int from, float[] inputs) {
      int batch = Math.min(BLOCK, chosen.length - from);
      int width = encoding.shape().size();
      for (int b = 0; b < batch; b++) {
        encoding.encodeStored(block.values(), chosen[from + b], inputs, b * width);
      }
      return batch;
    }
  }
}

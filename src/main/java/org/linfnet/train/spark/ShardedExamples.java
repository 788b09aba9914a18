package org.linfnet.train.spark;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockStatus;
import org.apache.spark.storage.RDDBlockId;
import org.linfnet.InvalidInputException;
import org.linfnet.input.Augmentation;
import org.linfnet.input.Encoding;
import org.linfnet.input.EncodingRule;
import org.linfnet.input.EncodingRule.Measurement;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;
import org.linfnet.network.NetworkState;
import org.linfnet.train.DataFingerprint;
import org.linfnet.train.spark.ExecutorGroups.ExecutorPlace;
import scala.Option;

/**
 * The training examples, dealt to shards by a {@link ShardPartitioner}, encoded and cached, a block
 * a shard.
 */
public final class ShardedExamples implements AutoCloseable {

  // What the sums of a shard hold.
  private static final int EXAMPLES = 0;
  private static final int HASH_HIGH = 1;
  private static final int HASH_LOW = 2;
  private static final int REPEATED_IDS = 3;
  private static final int SUMS = 4;

  private final JavaRDD<Shard> shards;
  private final int count;
  private final Encoding encoding;
  private final DataFingerprint fingerprint;
  private final long repeatedIds;

  private ShardedExamples(
      JavaRDD<Shard> shards,
      int count,
      Encoding encoding,
      DataFingerprint fingerprint,
      long repeatedIds) {
    this.shards = shards;
    this.count = count;
    this.encoding = encoding;
    this.fingerprint = fingerprint;
    this.repeatedIds = repeatedIds;
  }

  /**
   * Reads, checks, encodes and caches examples.
   *
   * @param count the number of shards
   * @throws InvalidInputException when there are none, or one cannot be used
   */
  public static ShardedExamples of(
      LabelledExamples examples, Augmentation augmentation, int count) {
    JavaRDD<ExampleBlock> dealt = new ShardPartitioner(count).deal(examples);
    Summary summary = Summary.of(dealt, examples);
    Encoding encoding = summary.encoding();
    double weightUnit = summary.meanWeight();
    JavaRDD<Shard> shards =
        dealt.mapPartitionsWithIndex(
            (number, blocks) -> shards(number, blocks, encoding, augmentation, weightUnit), true);
    long[] sums = Cached.first(shards, ShardedExamples::sums);
    DataFingerprint fingerprint =
        new DataFingerprint(
            "%s in %d classes".formatted(encoding, examples.classes()),
            sums[EXAMPLES],
            "%016x%016x".formatted(sums[HASH_HIGH], sums[HASH_LOW]));
    long repeatedIds = examples.named() ? sums[REPEATED_IDS] : 0;
    return new ShardedExamples(shards, count, encoding, fingerprint, repeatedIds);
  }

  /** The shards of a partition, whose number is that of the partition, whichever task makes it. */
  private static Iterator<Shard> shards(
      int number,
      Iterator<ExampleBlock> blocks,
      Encoding encoding,
      Augmentation augmentation,
      double weightUnit) {
    List<Shard> shards = new ArrayList<>();
    blocks.forEachRemaining(
        block -> shards.add(new Shard(number, block, encoding, augmentation, weightUnit)));
    return shards.iterator();
  }

  /** The sums of all shards. */
  private static long[] sums(JavaRDD<Shard> shards) {
    long[] sums = shards.map(shard -> shard.sums()).reduce(ShardedExamples::sum);
    if (sums[EXAMPLES] == 0) {
      throw noExamples();
    }
    return sums;
  }

  private static InvalidInputException noExamples() {
    return new InvalidInputException(
        "there are no training examples: the table has no rows, or none with a weight above 0, or"
            + " all are marked for validation, or left out by handleInvalid");
  }

  /** What has to be known of all examples before they are encoded. */
  private record Summary(Encoding encoding, double meanWeight) {

    /** Looks at the examples only when the encoding or their weights call for it. */
    static Summary of(JavaRDD<ExampleBlock> dealt, LabelledExamples examples) {
      EncodingRule rule = examples.rule();
      Optional<Encoding> known = rule.known();
      if (known.isPresent() && !examples.weighted()) {
        return new Summary(known.get(), 1);
      }
      List<ShardSummary> shards =
          dealt.map(block -> new ShardSummary(block, rule.measure(block))).collect();
      long count = shards.stream().mapToLong(shard -> shard.examples).sum();
      if (count == 0) {
        throw noExamples();
      }
      double weight = 0;
      for (ShardSummary shard : shards) {
        weight += shard.weight;
      }
      Measurement measured =
          shards.stream().map(shard -> shard.measurement).reduce(Measurement::plus).orElseThrow();
      return new Summary(measured.encoding(), weight / count);
    }
  }

  /** Of one shard. Not a record, since a user's Kryo may carry it to the driver. */
  private static final class ShardSummary implements java.io.Serializable {

    private static final long serialVersionUID = 1;

    private final long examples;
    private final double weight;
    private final Measurement measurement;

    ShardSummary(ExampleBlock block, Measurement measurement) {
      double sum = 0;
      for (double each : block.weights()) {
        sum += each;
      }
      this.examples = block.size();
      this.weight = sum;
      this.measurement = measurement;
    }
  }

  private static long[] sum(long[] these, long[] those) {
    long[] sum = these.clone();
    Arrays.setAll(sum, i -> these[i] + those[i]);
    return sum;
  }

  /**
   * The number of a block's examples, the sum of their hashes as two words, and how many examples
   * have the id of the one before. Equal ids meet in one shard, whose examples are in their order.
   */
  static long[] sums(ExampleBlock block) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      long[] sums = new long[SUMS];
      sums[EXAMPLES] = block.size();
      for (int i = 0; i < block.size(); i++) {
        block.digest(i, digest);
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        sums[HASH_HIGH] += hash.getLong();
        sums[HASH_LOW] += hash.getLong();
        sums[REPEATED_IDS] += i > 0 && block.ids()[i] == block.ids()[i - 1] ? 1 : 0;
      }
      return sums;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The same shards once more, dealt in turn to executors that cache them. */
  ShardedExamples cachedBy(List<ExecutorPlace> executors) {
    JavaRDD<Shard> copies = shards.mapPartitions(ofPartition -> ofPartition, true);
    List<Optional<ExecutorPlace>> places =
        IntStream.range(0, count)
            .mapToObj(shard -> Optional.of(executors.get(shard % executors.size())))
            .toList();
    Cached.first(copies, all -> new ExecutorGroups(places).of(all).count());
    return new ShardedExamples(copies, count, encoding, fingerprint, repeatedIds);
  }

  JavaRDD<Shard> shards() {
    return shards;
  }

  /** How many shards there are. */
  int count() {
    return count;
  }

  /** The encoding of the examples. */
  public Encoding encoding() {
    return encoding;
  }

  /** How many examples the shards hold. */
  public long examples() {
    return fingerprint.examples();
  }

  /** How many examples repeat the id of another, where a column gives the ids. */
  long repeatedIds() {
    return repeatedIds;
  }

  /** What tells the examples from others. */
  public DataFingerprint fingerprint() {
    return fingerprint;
  }

  /**
   * The cached shards themselves, where they are all in the memory of this JVM, as a master of
   * {@code local[N]} keeps them unless memory is short.
   */
  Optional<List<Shard>> inThisJvm() {
    if (!shards.context().isLocal()) {
      return Optional.empty();
    }
    BlockManager blocks = SparkEnv.get().blockManager();
    List<Shard> found = new ArrayList<>();
    for (int partition = 0; partition < count; partition++) {
      RDDBlockId id = new RDDBlockId(shards.id(), partition);
      Option<BlockStatus> status = blocks.getStatus(id);
      if (status.isEmpty() || status.get().memSize() == 0 || status.get().diskSize() > 0) {
        return Optional.empty();
      }
      scala.collection.Iterator<?> values = blocks.getLocalValues(id).get().data();
      found.add((Shard) values.next());
      if (values.hasNext()) { // reading to the end also releases the block
        throw new IllegalStateException(id + " holds more than a shard");
      }
    }
    return Optional.of(found);
  }

  /** Where the shards are cached. */
  JavaSparkContext spark() {
    return JavaSparkContext.fromSparkContext(shards.context());
  }

  /**
   * The logits of some examples of every shard, as values of a block.
   *
   * @param most how many examples at most
   */
  ExampleBlock logits(ShardPlan plan, NetworkState state, int most) {
    int mostOfShard = (most + count - 1) / count;
    List<ExampleBlock> blocks =
        inThisJvm()
            .map(
                here ->
                    here.stream()
                        .map(shard -> shard.logits(plan, state.numbers(), mostOfShard))
                        .toList())
            .orElseGet(() -> sentLogits(plan, state, mostOfShard));
    return ExampleBlock.merged(blocks, StoredValues.of(new double[0], plan.network().classes()));
  }

  private List<ExampleBlock> sentLogits(ShardPlan plan, NetworkState state, int mostOfShard) {
    NetworkBroadcast sent = new NetworkBroadcast(spark(), state);
    try {
      return shards.map(shard -> shard.logits(plan, sent.state().numbers(), mostOfShard)).collect();
    } finally {
      sent.destroy();
    }
  }

  /** The tasks that run at once. */
  int cores() {
    return shards.context().defaultParallelism();
  }

  @Override
  public void close() {
    shards.unpersist(false);
  }
}

package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.RDDBlockId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.RandomStream;
import org.linfnet.input.Augmentation;
import org.linfnet.kernel.Threads;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.HingeLoss;
import org.linfnet.network.Network;
import org.linfnet.network.Objective;
import org.linfnet.train.StepGradients;
import org.linfnet.train.TrainingMoment;
import org.linfnet.train.spark.JobGradients.Merge;
import scala.reflect.ClassTag$;

/** Gradients by the driver's threads, sent to it, or added on their way: the same bits. */
class StepGradientsTest {

  private static SparkSession spark;

  /** The loss, the counts and what a serialiser adds. */
  private static final long OTHER_BYTES = 8192;

  private static final StepGradients.Task TASK =
      new StepGradients.Task(6, Objective.on(new HingeLoss(2)), new TrainingMoment(0, 0, 3));

  private final Network network =
      new Network(
          StrokesTable.IMAGES.description().shape(),
          10,
          new DistanceNet(2, 9, "normal", "batch").layers());
  private final float[] numbers = network.start(new RandomStream(2).random()).numbers();
  private final ShardPlan plan = new ShardPlan(network, new RandomStream(3), RunKernels.ofDriver());

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.shuffle.compress", false)
            .getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 13})
  void everyWayHasTheSameBits(int shards) {
    try (ShardedExamples examples = examples(shards)) {
      BatchGradient collected =
          gradient(new JobGradients(examples, plan, tasks -> Merge.COLLECTED));
      assertSame(gradient(new JobGradients(examples, plan, tasks -> Merge.AGGREGATED)), collected);
      List<Shard> here = examples.inThisJvm().orElseThrow();
      for (int threads : new int[] {1, 2, 3, 5, 8}) {
        assertSame(gradient(new ThreadGradients(here, threads, plan, examples.spark())), collected);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8})
  void idsThatComeTwiceAreCountedInAnyShards(int shards) {
    List<Row> rows = new ArrayList<>(StrokesTable.rows());
    rows.addAll(rows.subList(10, 13));
    try (ShardedExamples repeated =
            ShardedExamples.of(StrokesTable.of(spark, rows, 3), Augmentation.NONE, shards);
        ShardedExamples unique = examples(shards)) {
      assertThat(repeated.repeatedIds()).isEqualTo(3);
      assertThat(unique.repeatedIds()).isZero();
    }
  }

  private static ShardedExamples examples(int shards) {
    LabelledExamples table = StrokesTable.of(spark, StrokesTable.rows(), 2);
    return ShardedExamples.of(table, Augmentation.NONE, shards);
  }

  private BatchGradient gradient(StepGradients source) {
    try (StepGradients gradients = source) {
      return gradients.run(numbers, TASK);
    }
  }

  private static void assertSame(BatchGradient one, BatchGradient other) {
    assertThat(one.sums()).isEqualTo(other.sums());
    assertThat(one.loss()).isEqualTo(other.loss()).isPositive();
    assertThat(one.examples()).isEqualTo(other.examples()).isPositive();
  }

  /** A task a shard, as executors with a shard each have: what {@code docs/scaling.md} predicts. */
  @ParameterizedTest
  @CsvSource({"4, 0, 4", "16, 16, 4", "64, 64, 8"})
  void aStepSendsAsManyGradientsAsTheModelSays(int tasks, int shuffled, int results)
      throws TimeoutException {
    SparkContext context = spark.sparkContext();
    try (ShardedExamples examples = examples(tasks)) {
      SentBytes sent = new SentBytes();
      context.listenerBus().waitUntilEmpty();
      context.addSparkListener(sent);
      gradient(new JobGradients(examples, plan));
      context.listenerBus().waitUntilEmpty();
      context.removeSparkListener(sent);
      long bytes = network.size() * (long) Float.BYTES;
      assertThat(sent.shuffled / bytes).isEqualTo(shuffled);
      assertThat(sent.results)
          .filteredOn(size -> size >= bytes)
          .hasSize(results)
          .allSatisfy(size -> assertThat(size).isLessThan(bytes + OTHER_BYTES));
    }
  }

  /** Counts what tasks write for one another and give back. */
  private static final class SentBytes extends SparkListener {

    private long shuffled;
    private final List<Long> results = new ArrayList<>();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      shuffled += end.taskMetrics().shuffleWriteMetrics().bytesWritten();
      results.add(end.taskMetrics().resultSize());
    }
  }

  @Test
  void threadsAreForShardsThatAreAllInMemory() {
    try (ShardedExamples examples = examples(2)) {
      try (StepGradients gradients = Trainer.GradientSource.fitting(examples, plan)) {
        assertThat(gradients).isInstanceOf(ThreadGradients.class);
      }
      SparkEnv.get().blockManager().removeBlock(new RDDBlockId(examples.shards().id(), 1), true);
      try (StepGradients gradients = Trainer.GradientSource.fitting(examples, plan)) {
        assertThat(gradients).isInstanceOf(JobGradients.class);
      }
    }
  }

  @Test
  void aFaultInAThreadIsThrownAsItWas() {
    try (ShardedExamples examples = examples(2);
        StepGradients gradients = Trainer.GradientSource.fitting(examples, plan)) {
      assertThatThrownBy(() -> gradients.run(new float[0], TASK))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  static List<SerializerInstance> serializers() {
    SparkConf conf = new SparkConf(false);
    return List.of(new JavaSerializer(conf).newInstance(), new KryoSerializer(conf).newInstance());
  }

  @ParameterizedTest
  @MethodSource("serializers")
  void gradientsTravel(SerializerInstance serializer) {
    BatchGradient gradient = new BatchGradient(network);
    gradient.sums()[7] = 3;
    GradientTree sent = new GradientTree(7).add(5, gradient, Threads.ONE);
    GradientTree result = copy(serializer, sent, GradientTree.class);
    assertThat(result).usingRecursiveComparison().isEqualTo(sent);
    assertThat(result)
        .usingRecursiveComparison()
        .isNotEqualTo(new GradientTree(7).add(5, new BatchGradient(network), Threads.ONE));
  }

  private static <T> T copy(SerializerInstance serializer, T object, Class<T> type) {
    return serializer.deserialize(
        serializer.serialize(object, ClassTag$.MODULE$.apply(type)), ClassTag$.MODULE$.apply(type));
  }
}

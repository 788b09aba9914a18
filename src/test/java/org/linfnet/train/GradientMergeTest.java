package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.RDDBlockId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.RandomCrop;
import org.linfnet.data.RandomStream;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.HingeLoss;
import org.linfnet.network.MeanShift;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.network.StartingWeights;
import scala.reflect.ClassTag$;

/** Gradients by the driver's threads, sent to it, or added on their way: the same bits. */
class GradientMergeTest {

  private static SparkSession spark;

  private final NetworkShape shape = new NetworkShape(784, 2, 9, 10);
  private final NetworkState state =
      StartingWeights.NORMAL.draw(shape, new RandomStream(2).random());

  private final ShardPlan plan =
      new ShardPlan(shape, MeanShift.BATCH, new RandomStream(3), RunKernels.ofDriver());

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", false).getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 13})
  void everyWayHasTheSameBits(int shards) {
    try (ShardedExamples examples = examples(shards)) {
      StepTimes times = new StepTimes();
      GradientMerge sent = new GradientsCollected(examples, times);
      GradientMerge added = new GradientsAggregated(examples);
      BatchGradient collected = gradient(new GradientJob(examples, plan, sent, times));
      assertSame(gradient(new GradientJob(examples, plan, added, times)), collected);
      List<Shard> here = examples.inThisJvm().orElseThrow();
      try (StepGradients threads = new GradientThreads(here, 2, plan)) {
        assertSame(gradient(threads), collected);
      }
    }
  }

  private static ShardedExamples examples(int shards) {
    Dataset<Row> table = StrokesTable.of(spark, StrokesTable.rows(), 2);
    DatasetDescription description = ExampleSchema.describe(table.schema());
    return ShardedExamples.of(table, description, RandomCrop.none(description.shape()), shards);
  }

  private BatchGradient gradient(StepGradients gradients) {
    return gradients.run(state, 6, new HingeLoss(2), new TrainingMoment(0, 0, 3));
  }

  private static void assertSame(BatchGradient one, BatchGradient other) {
    assertThat(one.gradient()).isEqualTo(other.gradient());
    assertThat(one.meanSums()).isEqualTo(other.meanSums());
    assertThat(one.examples()).isEqualTo(other.examples()).isPositive();
  }

  @Test
  void threadsAreForShardsThatAreAllInMemory() {
    try (ShardedExamples examples = examples(2)) {
      try (StepGradients gradients = StepGradients.of(examples, plan)) {
        assertThat(gradients).isInstanceOf(GradientThreads.class);
      }
      SparkEnv.get().blockManager().removeBlock(new RDDBlockId(examples.shards().id(), 1), true);
      try (StepGradients gradients = StepGradients.of(examples, plan)) {
        assertThat(gradients).isInstanceOf(GradientJob.class);
      }
    }
  }

  @Test
  void aFaultInAThreadIsThrownAsItWas() {
    NetworkState tooShort = new NetworkState(new float[0], new float[shape.meanCount()]);
    TrainingMoment moment = new TrainingMoment(0, 0, 3);
    try (ShardedExamples examples = examples(2);
        StepGradients gradients = StepGradients.of(examples, plan)) {
      assertThatThrownBy(() -> gradients.run(tooShort, 6, new HingeLoss(2), moment))
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
    BatchGradient gradient = new BatchGradient(shape);
    gradient.gradient()[7] = 3;
    ShardGradient result = copy(serializer, new ShardGradient(5, gradient), ShardGradient.class);
    assertThat(result.shard()).isEqualTo(5);
    assertThat(result.gradient().gradient()).isEqualTo(gradient.gradient());
  }

  private static <T> T copy(SerializerInstance serializer, T object, Class<T> type) {
    return serializer.deserialize(
        serializer.serialize(object, ClassTag$.MODULE$.apply(type)), ClassTag$.MODULE$.apply(type));
  }
}

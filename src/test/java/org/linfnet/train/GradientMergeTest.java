package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.serializer.JavaSerializer;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
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

/** Gradients left in the driver's memory, sent to it, or added on their way: the same bits. */
class GradientMergeTest {

  private static SparkSession spark;

  private final NetworkShape shape = new NetworkShape(784, 2, 9, 10);
  private final NetworkState state =
      StartingWeights.NORMAL.draw(shape, new RandomStream(2).random());

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
  void gradientsThatAreCollectedAndThoseAddedOnTheirWayHaveTheSameBits(int shards) {
    Dataset<Row> table = StrokesTable.of(spark, StrokesTable.rows(), 2);
    DatasetDescription description = ExampleSchema.describe(table.schema());
    RandomCrop crop = RandomCrop.none(description.shape());
    try (ShardedExamples examples = ShardedExamples.of(table, description, crop, shards)) {
      BatchGradient collected =
          gradient(examples, new GradientsCollected(examples, new StepTimes()));
      BatchGradient aggregated = gradient(examples, new GradientsAggregated(examples));
      assertThat(collected.gradient()).isEqualTo(aggregated.gradient());
      assertThat(collected.meanSums()).isEqualTo(aggregated.meanSums());
      assertThat(collected.examples()).isEqualTo(aggregated.examples()).isPositive();
    }
  }

  private BatchGradient gradient(ShardedExamples examples, GradientMerge merge) {
    ShardPlan plan =
        new ShardPlan(shape, MeanShift.BATCH, new RandomStream(3), RunKernels.ofDriver());
    return new GradientJob(examples, plan, merge, new StepTimes())
        .run(state, 6, new HingeLoss(2), new TrainingMoment(0, 0, 3));
  }

  @Test
  void tasksInTheDriversJvmLeaveTheirGradientsWithIt() {
    StepInput input = new StepInput(state);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<StepInput> sent = context.broadcast(input);
    NetworkShape small = shape;
    List<ShardGradient> results =
        context
            .parallelize(List.of(0, 1), 2)
            .map(shard -> sent.value().leave(shard, new BatchGradient(small)))
            .collect();
    assertThat(results).extracting(ShardGradient::shard).containsExactly(0, 1);
    assertThat(input.take(0)).isNotNull();
    assertThat(input.take(1)).isNotNull();
    assertThat(input.take(1)).isNull();
  }

  static List<SerializerInstance> serializers() {
    SparkConf conf = new SparkConf(false);
    return List.of(new JavaSerializer(conf).newInstance(), new KryoSerializer(conf).newInstance());
  }

  @ParameterizedTest
  @MethodSource("serializers")
  void tasksElsewhereSendTheirGradients(SerializerInstance serializer) {
    StepInput input = new StepInput(state);
    StepInput copy = copy(serializer, input, StepInput.class);
    assertThat(copy.network().parameters()).isEqualTo(state.parameters());
    assertThat(copy.network().means()).isEqualTo(state.means());
    BatchGradient gradient = new BatchGradient(shape);
    gradient.gradient()[7] = 3;
    ShardGradient result = copy(serializer, copy.leave(5, gradient), ShardGradient.class);
    assertThat(result.shard()).isEqualTo(5);
    assertThat(result.of(input).gradient()).isEqualTo(gradient.gradient());
  }

  private static <T> T copy(SerializerInstance serializer, T object, Class<T> type) {
    return serializer.deserialize(
        serializer.serialize(object, ClassTag$.MODULE$.apply(type)), ClassTag$.MODULE$.apply(type));
  }
}

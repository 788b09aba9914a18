package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linfnet.dataset.DataSet;
import org.linfnet.dataset.DataSets;
import org.linfnet.dataset.TableSplit;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.FeatureScaling;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.kernel.Threads;
import org.linfnet.layer.Step;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.TrainingPass;
import org.linfnet.train.Recipe;
import org.linfnet.train.StepGradients;
import org.linfnet.train.StepTimes;

/** Training where a JVM has no SIMD kernels. */
class ScalarTrainingTest {

  private static final int CLASSES = 4;
  private static final Recipe RECIPE =
      StrokesTable.recipe(
          "network.width = 32, epochs = 20, p.rises-until = 15, learning-rate.falls-from = 15,"
              + " margin = 1");

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", false).getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void theScalarKernelsGiveAFiniteNetworkThatClassifies() throws Exception {
    List<TableSplit> gauges =
        DataSets.named("gauges")
            .splits(
                new DataSet.Options(Optional.empty(), OptionalInt.of(400), OptionalLong.empty()));
    ExampleBlock trainedOn = gauges.get(0).examples();
    ExampleBlock others = gauges.get(1).examples();
    EncodedNetwork network =
        new Trainer(
                RECIPE,
                (examples, plan) -> new ScalarGradients(plan, examples.encoding(), trainedOn))
            .train(labelled(trainedOn), Optional.empty())
            .network();
    for (float number : network.state().numbers()) {
      assertThat(number).isFinite();
    }
    assertThat(Scores.of(network, trainedOn, 0).correct()).isGreaterThan(trainedOn.size() / 2);
    assertThat(Scores.of(network, others, 0).correct()).isGreaterThan(others.size() / 2);
  }

  private static LabelledExamples labelled(ExampleBlock examples) {
    return new LabelledExamples(
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(List.of(examples)),
        StoredValues.of(new double[0], examples.values().width()),
        CLASSES,
        FeatureScaling.BY_FEATURE,
        false,
        true);
  }

  /**
   * Every step takes the gradient of 25 examples, in the order of their ids, by the scalar kernels.
   */
  private static final class ScalarGradients implements StepGradients {

    private static final int BATCH = 25;

    private final ShardPlan plan;
    private final Encoding encoding;
    private final ExampleBlock examples;
    private final TrainingPass pass;
    private final float[] inputs;
    private final int[] labels = new int[BATCH];
    private final float[] weights = new float[BATCH];

    ScalarGradients(ShardPlan plan, Encoding encoding, ExampleBlock examples) {
      this.plan = plan;
      this.encoding = encoding;
      this.examples = examples;
      this.pass = new TrainingPass(plan.network(), Kernels.of(new ScalarKernels()), BATCH);
      this.inputs = new float[BATCH * plan.network().inputSize()];
    }

    @Override
    public BatchGradient run(float[] numbers, Task task) {
      for (int b = 0; b < BATCH; b++) {
        int example = (task.moment().step() * BATCH + b) % examples.size();
        encoding.encodeStored(examples.values(), example, inputs, b * plan.network().inputSize());
        labels[b] = examples.labels()[example];
        weights[b] = 1;
      }
      BatchGradient sum = new BatchGradient(plan.network());
      pass.run(
          Step.training(task.p(), plan.layerStream(task.moment(), 0)),
          numbers,
          task.objective(),
          new TrainingPass.Batch(BATCH, inputs, labels, weights),
          sum);
      return sum;
    }

    @Override
    public List<BatchGradient> statistics(float[] numbers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Threads threads() {
      return Threads.ONE;
    }

    @Override
    public StepTimes times() {
      return new StepTimes();
    }

    @Override
    public void close() {
      // There is nothing to release.
    }
  }
}

package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.linfnet.train.StrokesTable.recipe;
import static org.linfnet.train.StrokesTable.rows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.data.InvalidInputException;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.network.NetworkState;

class TrainerTest {

  private static final String ALL_OPTIONS =
      "loss { margin = clipped-hinge, cross-entropy { start = 0.05, end = 0.01 } },"
          + " mean-shift = running, weight-decay = 0.01, refit-means = yes,"
          + " p { rises-until = 1, infinite-from = 1.5 }, shards = 3";

  private SparkSession spark;

  @AfterEach
  void stop() {
    if (spark != null) {
      spark.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3", "7", "16"})
  void bitsDoNotDependOnCoresOrOnTheOrderOfRows(int shards) {
    start("local[1]");
    float[] expected = parameters(shards, rows(), 1);
    spark.stop();
    start("local[3]");
    List<Row> shuffled = new ArrayList<>(rows());
    Collections.shuffle(shuffled, new Random(5));
    assertThat(parameters(shards, shuffled, 4)).isEqualTo(expected);
  }

  @Test
  void bitsOfEveryOptionDoNotDependOnCoresEither() {
    start("local[1]");
    NetworkState expected = train(recipe(ALL_OPTIONS), rows(), 1).network().state();
    spark.stop();
    start("local[3]");
    NetworkState state = train(recipe(ALL_OPTIONS), rows(), 4).network().state();
    assertThat(state.parameters()).isEqualTo(expected.parameters());
    assertThat(state.means()).isEqualTo(expected.means());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "loss.margin = clipped-hinge",
        "loss.cross-entropy { start = 0.05, end = 0.01 }",
        "mean-shift = running",
        "weight-decay = 0.01",
        "p { rises-until = 1, infinite-from = 1 }"
      })
  void anOptionChangesTheParameters(String option) {
    start("local[2]");
    float[] changed = train(recipe(option), rows(), 2).network().state().parameters();
    assertThat(changed).isNotEqualTo(train(recipe(""), rows(), 2).network().state().parameters());
  }

  @Test
  void refittedMeansAreThoseOfTheTrainingExamplesAtInfinity() {
    start("local[2]");
    String plain = "network.hidden-layers = 1, crop-padding = 0";
    NetworkState running = train(recipe(plain), rows(), 2).network().state();
    TrainedNetwork refitted = train(recipe(plain + ", refit-means = yes"), rows(), 2).network();
    assertThat(refitted.state().parameters()).isEqualTo(running.parameters());
    float[] exact = firstMeans(refitted);
    assertThat(refitted.state().means()).containsExactly(exact, within(1e-4f));
    assertThat(running.means()).isNotEqualTo(refitted.state().means());
  }

  private static float[] firstMeans(TrainedNetwork network) {
    List<Row> rows = rows();
    int inputs = network.shape().inputs();
    int width = network.shape().width();
    float[] means = new float[width];
    for (Row row : rows) {
      float[] standardised = new float[inputs];
      network.trainedOn().standardisation().standardise(row.getAs(2), 0, standardised, 0, inputs);
      float[] distances = new float[width];
      new ScalarKernels()
          .infinityForward(
              new DistanceBlock(
                  new BlockShape(1, width, inputs),
                  new Rows(standardised, 0),
                  new Rows(network.state().parameters(), 0),
                  new Rows(distances, 0)));
      for (int k = 0; k < width; k++) {
        means[k] += distances[k] / rows.size();
      }
    }
    return means;
  }

  @Test
  void anotherSeedGivesOtherBits() {
    start("local[2]");
    float[] one = train(recipe("seed = 1"), rows(), 2).network().state().parameters();
    float[] two = train(recipe("seed = 2"), rows(), 2).network().state().parameters();
    assertThat(two).isNotEqualTo(one);
  }

  @Test
  void lossFallsAndHistoryHasALineAnEpoch() {
    start("local[2]");
    List<EpochRecord> history = train(recipe("epochs = 6, p.rises-until = 5"), rows(), 2).history();
    assertThat(history).hasSize(6);
    assertThat(history.get(5).loss()).isLessThan(history.get(0).loss());
    assertThat(history.get(5).p()).isEqualTo(30f);
  }

  @Test
  void validationScoresTheNetworkThatIsSaved() {
    start("local[2]");
    Dataset<Row> table = StrokesTable.of(spark, rows(), 2);
    TrainingOutcome<TrainedNetwork> outcome =
        new Trainer(recipe("epochs = 2"), TrainingListener.SILENT).train(table, Optional.of(table));
    ValidationScore last = outcome.history().get(1).validation().orElseThrow();
    assertThat(last.cleanAccuracy()).isBetween(0.0, 1.0);
    assertThat(last.certifiedAccuracy()).isLessThanOrEqualTo(last.cleanAccuracy());
  }

  @Test
  void aTableWithoutRowsIsAMistake() {
    start("local[1]");
    assertThatThrownBy(() -> train(recipe(""), List.of(), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no rows");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10})
  void aLabelOutOfRangeIsNamed(int label) {
    start("local[1]");
    List<Row> rows = new ArrayList<>(rows());
    rows.set(7, RowFactory.create(rows.get(7).get(0), label, rows.get(7).get(2)));
    assertThatThrownBy(() -> train(recipe(""), rows, 1))
        .rootCause()
        .hasMessageContaining("has label " + label);
  }

  @Test
  void trainingThatDivergesSaysWhere() {
    start("local[1]");
    Recipe recipe = recipe("learning-rate.start = 1000, adam.epsilon = 0, epochs = 40");
    assertThatThrownBy(() -> train(recipe, rows(), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            ".* is (NaN|-?Infinity) at epoch \\d+, step \\d+, in layer \\d of 3: "
                + "lower learning-rate.start");
  }

  private void start(String master) {
    spark =
        SparkSession.builder()
            .master(master)
            .config("spark.ui.enabled", false)
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
  }

  private float[] parameters(int shards, List<Row> rows, int partitions) {
    return train(recipe("shards = " + shards), rows, partitions).network().state().parameters();
  }

  private TrainingOutcome<TrainedNetwork> train(Recipe recipe, List<Row> rows, int partitions) {
    return new Trainer(recipe, TrainingListener.SILENT)
        .train(StrokesTable.of(spark, rows, partitions), Optional.empty());
  }
}

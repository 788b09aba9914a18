package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.linfnet.train.spark.StrokesTable.recipe;
import static org.linfnet.train.spark.StrokesTable.rows;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.ExampleBlock;
import org.linfnet.layer.Slot;
import org.linfnet.network.NetworkState;
import org.linfnet.train.BestValidated;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.NetworkSelection;
import org.linfnet.train.Recipe;
import org.linfnet.train.RecipeFile;
import org.linfnet.train.TrainingListener;
import org.linfnet.train.ValidationScore;

class TrainerTest {

  private static final String ALL_OPTIONS =
      "loss { margin = clipped-hinge, cross-entropy { start = 0.05, end = 0.01 } },"
          + " mean-shift = running, weight-decay = 0.01, refit-means = yes,"
          + " p { rises-until = 1, infinite-from = 1.5 }, shards = 3, crop-border = edge,"
          + " mirror-chance = 0.5";

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
    float[] expected = numbers(recipe("shards = " + shards), rows(), 1);
    spark.stop();
    start("local[3]");
    List<Row> shuffled = new ArrayList<>(rows());
    Collections.shuffle(shuffled, new Random(5));
    assertThat(numbers(recipe("shards = " + shards), shuffled, 4)).isEqualTo(expected);
  }

  @Test
  void bitsOfEveryOptionDoNotDependOnCoresEither() {
    start("local[1]");
    float[] expected = numbers(recipe(ALL_OPTIONS), rows(), 1);
    spark.stop();
    start("local[3]");
    assertThat(numbers(recipe(ALL_OPTIONS), rows(), 4)).isEqualTo(expected);
  }

  /** Convolutions on bounds, after which validation counts what intervals or lines prove. */
  @ParameterizedTest
  @ValueSource(strings = {"interval-bounds", "linear-bounds, bounds.beta = 1"})
  void networksOnBoundsAreCertifiedAndTheirBitsDoNotDependOnCores(String objective) {
    String layers =
        "network.layers = [{kind = convolution, outputs = 4, kernel = 5, stride = 4, start ="
            + " interval}, relu, {kind = affine, start = interval}]\n";
    String training =
        "objective = "
            + objective
            + ", bounds { epsilon = 0.05, rises-until = 12 }, epochs = 20,"
            + " batch = 20, learning-rate { start = 0.01, falls-from = 12 }, epsilon = 0.05,"
            + " p { rises-from = 0, rises-until = 0 }, crop-padding = 0\n";
    Recipe recipe = RecipeFile.parse("test", layers + training, List.of());
    start("local[1]");
    float[] expected = numbers(recipe, rows(), 1);
    spark.stop();
    start("local[3]");
    Trainer.Outcome outcome =
        new Trainer(recipe, TrainingListener.SILENT)
            .train(
                StrokesTable.of(spark, rows(), 4), Optional.of(StrokesTable.of(spark, rows(), 2)));
    assertThat(outcome.network().state().numbers()).isEqualTo(expected);
    Scores last = scores(outcome.history().get(recipe.epochs() - 1));
    assertThat(last.certified()).isBetween(60, last.correct());
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
    NetworkState changed = train(recipe(option), rows(), 2).network().state();
    NetworkState plain = train(recipe(""), rows(), 2).network().state();
    assertThat(numbers(changed, Slot.Role.TRAINED)).isNotEqualTo(numbers(plain, Slot.Role.TRAINED));
  }

  @Test
  void refittedMeansAreThoseOfTheTrainingExamplesAtInfinity() {
    start("local[2]");
    String plain = "network.hidden-layers = 1, crop-padding = 0";
    NetworkState running = train(recipe(plain), rows(), 2).network().state();
    EncodedNetwork encoded = train(recipe(plain + ", refit-means = yes"), rows(), 2).network();
    NetworkState refitted = encoded.state();
    assertThat(numbers(refitted, Slot.Role.TRAINED)).isEqualTo(numbers(running, Slot.Role.TRAINED));
    float[] means = numbers(refitted, Slot.Role.RUNNING);
    assertThat(means).containsExactly(firstMeans(encoded), within(1e-4f));
    assertThat(numbers(running, Slot.Role.RUNNING)).isNotEqualTo(means);
  }

  /** The numbers of the slots of one role, one slot after another. */
  private static float[] numbers(NetworkState state, Slot.Role role) {
    FloatBuffer numbers = FloatBuffer.allocate(state.numbers().length);
    for (Slot slot : state.network().slots(role)) {
      numbers.put(state.numbers(), slot.at(), slot.length());
    }
    return Arrays.copyOf(numbers.array(), numbers.position());
  }

  /** The mean l-infinity distance of the examples to each weight vector of the first layer. */
  private static float[] firstMeans(EncodedNetwork network) {
    ExampleBlock examples = StrokesTable.IMAGES.examples();
    int inputs = network.network().inputSize();
    Slot weights = network.network().layers().get(0).slots().get(0);
    float[] means = new float[weights.length() / inputs];
    float[] encoded = new float[inputs];
    for (int example = 0; example < examples.size(); example++) {
      network.encoding().encodeStored(examples.values(), example, encoded, 0);
      for (int k = 0; k < means.length; k++) {
        float distance = 0;
        for (int i = 0; i < inputs; i++) {
          float weight = network.state().numbers()[weights.at() + k * inputs + i];
          distance = Math.max(distance, Math.abs(encoded[i] - weight));
        }
        means[k] += distance / examples.size();
      }
    }
    return means;
  }

  @Test
  void anotherSeedGivesOtherBits() {
    start("local[2]");
    float[] one = numbers(recipe("seed = 1"), rows(), 2);
    float[] two = numbers(recipe("seed = 2"), rows(), 2);
    assertThat(two).isNotEqualTo(one);
  }

  @Test
  void membersAreTheNetworksOfTheSeedsFromTheRecipesOn() {
    start("local[2]");
    Trainer.Outcome mean = train(recipe("members = 2, seed = 7, refit-means = yes"), rows(), 2);
    float[] one = numbers(recipe("seed = 7, refit-means = yes"), rows(), 2);
    float[] two = numbers(recipe("seed = 8, refit-means = yes"), rows(), 2);

    assertThat(mean.network().network().members()).isEqualTo(2);
    assertThat(mean.network().state().numbers())
        .containsExactly(FloatBuffer.allocate(one.length + two.length).put(one).put(two).array());
    assertThat(mean.history()).extracting(EpochRecord::epoch).containsExactly(1, 2, 3, 4);
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
  void theFinishedNetworkClassifiesTheExamples() {
    start("local[2]");
    EncodedNetwork network = train(recipe(StrokesTable.LEARNING), rows(), 2).network();
    ExampleBlock examples = StrokesTable.IMAGES.examples();
    assertThat(Scores.of(network, examples, 0).correct()).isGreaterThan(90);
  }

  @Test
  void validationScoresTheFinishedNetwork() {
    start("local[2]");
    Recipe recipe = recipe(StrokesTable.LEARNING);
    LabelledExamples table = StrokesTable.of(spark, rows(), 2);
    Trainer.Outcome outcome =
        new Trainer(recipe, TrainingListener.SILENT).train(table, Optional.of(table));
    assertThat(scores(outcome.history().get(recipe.epochs() - 1)))
        .isEqualTo(Scores.of(outcome.network(), StrokesTable.IMAGES.examples(), recipe.epsilon()))
        .satisfies(last -> assertThat(last.certified()).isPositive().isLessThan(last.correct()));
  }

  @Test
  void theBestValidatedNetworkIsThatOfTheBestEpoch() {
    start("local[2]");
    int patience = 3;
    Recipe recipe =
        recipe(
            StrokesTable.LEARNING
                + "epochs = 60, p.rises-until = 8, learning-rate.start = 0.2, epsilon = 0.1");
    LabelledExamples table = StrokesTable.of(spark, rows(), 2);
    Trainer.Outcome outcome =
        new Trainer(recipe, TrainingListener.SILENT, new BestValidated(patience))
            .train(table, Optional.of(table));
    List<Scores> counted =
        outcome.history().stream()
            .filter(epoch -> epoch.p() == 30)
            .map(TrainerTest::scores)
            .toList();
    Scores best =
        Collections.max(
            counted, Comparator.comparing(Scores::certified).thenComparing(Scores::correct));
    assertThat(Scores.of(outcome.network(), StrokesTable.IMAGES.examples(), recipe.epsilon()))
        .isEqualTo(best);
    assertThat(counted).hasSize(counted.indexOf(best) + 1 + patience);
  }

  @Test
  void aSelectionDecidesWhichNetworkIsReturnedAndWhenTheRunEnds() {
    start("local[1]");
    FirstOfTwo choice = new FirstOfTwo();
    Trainer.Outcome outcome =
        new Trainer(recipe("epochs = 4"), TrainingListener.SILENT, any -> choice)
            .train(StrokesTable.of(spark, rows(), 2), Optional.empty());
    assertThat(outcome.history()).hasSize(2);
    assertThat(outcome.network().state().numbers())
        .isEqualTo(choice.networks.get(0).numbers())
        .isNotEqualTo(choice.networks.get(1).numbers());
  }

  /** Ends a run after two epochs and takes the network of the first. */
  private static final class FirstOfTwo implements NetworkSelection.Choice {

    private final List<NetworkState> networks = new ArrayList<>();

    @Override
    public void epochEnded(EpochRecord epoch, NetworkState network) {
      networks.add(network.copy());
    }

    @Override
    public boolean isMade() {
      return networks.size() == 2;
    }

    @Override
    public NetworkState chosen(NetworkState last) {
      return networks.get(0);
    }
  }

  private static Scores scores(EpochRecord epoch) {
    ValidationScore score = epoch.validation().orElseThrow();
    return new Scores((int) score.correct(), (int) score.certified());
  }

  @Test
  void anEpsilonBeyondAllRadiiIsRefusedInOneLine() {
    start("local[1]");
    assertThatThrownBy(() -> train(recipe("epsilon = 1.5"), rows(), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("epsilon is 1.5: these examples have no radius above 1.0");
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
  void aLabelOutOfRangeIsRefused(int label) {
    start("local[1]");
    List<Row> rows = new ArrayList<>(rows());
    rows.set(7, RowFactory.create(rows.get(7).get(0), label, rows.get(7).get(2)));
    assertThatThrownBy(() -> train(recipe(""), rows, 1))
        .rootCause()
        .hasMessageContaining("has a label that is no class");
  }

  @Test
  void trainingThatDivergesSaysWhere() {
    start("local[1]");
    Recipe recipe = recipe("learning-rate.start = 1000, adam.epsilon = 0, epochs = 40");
    assertThatThrownBy(() -> train(recipe, rows(), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching(
            ".* is (NaN|-?Infinity) at epoch \\d+, step \\d+, in \\d\\.[a-z-]+\\.(weights|means|bias): "
                + "lower learning-rate.start, stepSize in Spark ML");
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

  private float[] numbers(Recipe recipe, List<Row> rows, int partitions) {
    return train(recipe, rows, partitions).network().state().numbers();
  }

  private Trainer.Outcome train(Recipe recipe, List<Row> rows, int partitions) {
    return new Trainer(recipe, TrainingListener.SILENT)
        .train(StrokesTable.of(spark, rows, partitions), Optional.empty());
  }
}

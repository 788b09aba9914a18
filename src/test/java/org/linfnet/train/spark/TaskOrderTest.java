package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linfnet.train.spark.StrokesTable.recipe;
import static org.linfnet.train.spark.StrokesTable.rows;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One recipe on one thread, against jobs with as many tasks at once as may be and in whatever
 * order.
 */
class TaskOrderTest {

  private static final Map<String, String> SPECULATING =
      Map.of(
          "spark.speculation", "true",
          "spark.speculation.interval", "1ms",
          "spark.speculation.quantile", "0.1",
          "spark.speculation.multiplier", "1.01");

  private static float[] threeShards;
  private static float[] eightShards;

  @BeforeAll
  static void trainOnOneThread() {
    threeShards = train("local[1]", Map.of(), 3, spark -> {}, Trainer.GradientSource::fitting);
    eightShards = train("local[1]", Map.of(), 8, spark -> {}, Trainer.GradientSource::fitting);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void theNumberOfCoresChangesNoBit(int cores) {
    String master = "local[" + cores + "]";
    assertThat(train(master, SPECULATING, 8, spark -> {}, JobGradients::new))
        .isEqualTo(eightShards);
    assertThat(train(master, Map.of(), 8, spark -> {}, Trainer.GradientSource::fitting))
        .isEqualTo(eightShards);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 8})
  void tasksThatEndInReverseChangeNoBit(int shards) {
    float[] expected = shards == 3 ? threeShards : eightShards;
    float[] reversed =
        train(
            "local[" + ReversedTasks.CORES + "]",
            Map.of("spark.plugins", ReversedTasks.class.getName()),
            shards,
            ReversedTasks::listen,
            JobGradients::new);
    assertThat(reversed).isEqualTo(expected);
    requireReversed(ReversedTasks.order(), shards);
  }

  /** In each stage of as many tasks as there are shards, the last partition came first. */
  private static void requireReversed(List<ReversedTasks.Place> order, int shards) {
    Set<Integer> begun = new HashSet<>();
    List<Integer> first =
        order.stream()
            .filter(place -> begun.add(place.stage()))
            .map(ReversedTasks.Place::partition)
            .toList();
    assertThat(first).filteredOn(partition -> partition == shards - 1).hasSizeGreaterThan(8);
  }

  private static float[] train(
      String master,
      Map<String, String> settings,
      int shards,
      Consumer<SparkContext> prepare,
      Trainer.GradientSource source) {
    SparkSession.Builder builder =
        SparkSession.builder().master(master).config("spark.ui.enabled", false);
    settings.forEach(builder::config);
    SparkSession spark = builder.getOrCreate();
    try {
      prepare.accept(spark.sparkContext());
      return new Trainer(recipe("shards = " + shards), source)
          .train(StrokesTable.of(spark, rows(), 2), Optional.empty())
          .network()
          .state()
          .numbers();
    } finally {
      spark.stop();
    }
  }
}

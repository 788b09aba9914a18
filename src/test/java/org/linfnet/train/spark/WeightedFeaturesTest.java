package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.dataset.Gauges;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.input.FeatureScaling;
import org.linfnet.train.Recipe;

/** Features, whose encoding is measured, with weights, which are divided by their mean. */
class WeightedFeaturesTest {

  private static final int EXAMPLES = 120;
  private static final int FEATURES = 7;
  private static final int CLASSES = 3;
  private static final Recipe RECIPE = StrokesTable.recipe("shards = 3, margin = 1");
  private static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType, false)
          .add("label", DataTypes.DoubleType, false)
          .add("weight", DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), false);

  private static EncodedNetwork onOneThread;

  @BeforeAll
  static void trainOnOneThread() {
    onOneThread = train("local[1]", 1, Trainer.GradientSource::fitting, Optional.of("weight"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void theNumberOfThreadsChangesNoBit(int threads) {
    assertOnOneThread(
        train("local[" + threads + "]", 4, Trainer.GradientSource::fitting, Optional.of("weight")));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void jobsGiveTheBitsOfThreads(int cores) {
    assertOnOneThread(train("local[" + cores + "]", 4, JobGradients::new, Optional.of("weight")));
  }

  @Test
  void theWeightsCount() {
    EncodedNetwork alike = train("local[1]", 1, Trainer.GradientSource::fitting, Optional.empty());
    assertThat(alike.encoding()).isEqualTo(onOneThread.encoding());
    assertThat(alike.state().numbers()).isNotEqualTo(onOneThread.state().numbers());
  }

  private static void assertOnOneThread(EncodedNetwork network) {
    assertThat(network.encoding())
        .isInstanceOf(FeatureEncoding.class)
        .isEqualTo(onOneThread.encoding());
    assertThat(network.state().numbers()).isEqualTo(onOneThread.state().numbers());
  }

  private static EncodedNetwork train(
      String master, int partitions, Trainer.GradientSource source, Optional<String> weight) {
    SparkSession spark =
        SparkSession.builder()
            .master(master)
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
    try {
      ExampleTable table =
          new ExampleTable(
              spark.createDataFrame(rows(), SCHEMA).repartition(partitions),
              new ExampleTable.Columns("features", Optional.of("label"), weight, Optional.of("id")),
              InvalidRows.ERROR);
      return new Trainer(RECIPE, source)
          .train(table.labelled(CLASSES, FeatureScaling.BY_FEATURE), Optional.empty())
          .network();
    } finally {
      spark.stop();
    }
  }

  private static List<Row> rows() {
    Gauges.Machine machine = new Gauges(1, FEATURES, CLASSES).machine();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < EXAMPLES; i++) {
      Gauges.Reading reading = machine.row(i);
      double weight = 0.1 + i % 13;
      rows.add(
          RowFactory.create(
              (long) i, (double) reading.label(), weight, Vectors.dense(reading.features())));
    }
    return rows;
  }
}

package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;
import static org.linfnet.train.spark.StrokesTable.recipe;
import static org.linfnet.train.spark.StrokesTable.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.TrainingListener;

/** Tables that are unlike what one trains on, and what training makes of them. */
class DegenerateDataTest {

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
  void partitionsWithoutRowsChangeNoBit() {
    List<Row> rows = rows().subList(0, 10);
    float[] expected = numbers(train("", table(rows, 1)));
    assertThat(numbers(train("", table(rows, 30)))).isEqualTo(expected);
  }

  @Test
  void fewerExamplesThanShardsTrainOnAllOfThem() {
    assertTrains(train("shards = 8", table(rows().subList(0, 3), 2)));
  }

  @Test
  void oneExampleTrains() {
    assertTrains(train("", table(rows().subList(0, 1), 1)));
  }

  @Test
  void oneClassOnlyTrains() {
    List<Row> oneClass = new ArrayList<>();
    for (Row row : rows()) {
      oneClass.add(RowFactory.create(row.get(0), 4, row.get(2)));
    }
    Trainer.Outcome outcome = train("epochs = 8, p.rises-until = 8", table(oneClass, 2));
    assertTrains(outcome);
    assertThat(outcome.history().get(7).loss()).isLessThan(outcome.history().get(0).loss());
  }

  @ParameterizedTest(name = "{0} examples in batches of {1}: {2} steps")
  @CsvSource({"101, 25, 5", "101, 100, 2", "101, 1000, 1", "7, 1, 7"})
  void batchesThatDoNotDivideTheExamplesTakeThemAll(int examples, int batch, int steps) {
    StepCounter counter = new StepCounter();
    Trainer.Outcome outcome =
        new Trainer(
                recipe(
                    "epochs = 1, p.rises-until = 1, learning-rate.falls-from = 1, batch = "
                        + batch),
                counter)
            .train(table(rows().subList(0, examples), 2), Optional.empty());
    assertTrains(outcome);
    assertThat(counter.steps).isEqualTo(steps);
    double right = outcome.history().get(0).trainingAccuracy() * examples;
    assertThat(right).isCloseTo(Math.rint(right), offset(1e-9));
  }

  @Test
  void aValidationTableWithoutRowsIsAMistake() {
    Trainer trainer = new Trainer(recipe(""), TrainingListener.SILENT);
    LabelledExamples none = table(List.of(), 1);
    LabelledExamples some = table(rows(), 1);
    assertThatThrownBy(() -> trainer.train(some, Optional.of(none)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no validation examples");
  }

  private static void assertTrains(Trainer.Outcome outcome) {
    assertThat(outcome.history()).allMatch(epoch -> Double.isFinite(epoch.loss()));
    for (float number : numbers(outcome)) {
      assertThat(number).isFinite();
    }
  }

  private static float[] numbers(Trainer.Outcome outcome) {
    return outcome.network().state().numbers();
  }

  private static Trainer.Outcome train(String text, LabelledExamples table) {
    return new Trainer(recipe(text), TrainingListener.SILENT).train(table, Optional.empty());
  }

  private static LabelledExamples table(List<Row> rows, int partitions) {
    return StrokesTable.of(spark, rows, partitions);
  }

  private static final class StepCounter implements TrainingListener {

    private int steps;

    @Override
    public void stepEnded(int epoch, int step, int stepsOfEpoch) {
      steps++;
    }

    @Override
    public void epochEnded(EpochRecord epoch) {}
  }
}

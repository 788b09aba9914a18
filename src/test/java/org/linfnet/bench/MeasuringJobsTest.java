package org.linfnet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;

/** The tables of the jobs that measure, on as few rows as will do. */
class MeasuringJobsTest {

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void theComparisonHasEachClassifierWithAllItsColumns() {
    List<String> table = new CompareJob().table(new CompareJob.Options(60, 4, 2, 1, 5, 2), spark);

    assertThat(table.get(0))
        .isEqualTo(
            "classifier,rows,features,radius,clean_accuracy,attacked_accuracy,certified_accuracy,"
                + "fit_seconds,fit_peak_heap_mb");
    assertThat(table.subList(1, table.size()))
        .satisfiesExactly(
            line -> assertThat(line).matches("linfnet,60,4(,\\d+(\\.\\d+)?){6}"),
            line ->
                assertThat(line)
                    .matches(
                        "MultilayerPerceptronClassifier,60,4(,\\d\\.\\d+){3},(,\\d+(\\.\\d)?){2}"),
            line ->
                assertThat(line)
                    .matches("LogisticRegression,60,4(,\\d\\.\\d+){3},(,\\d+(\\.\\d)?){2}"));
  }

  @Test
  void theScoringSpeedHasVectorsAndImages() {
    List<String> table = new ScoringSpeedJob().table(70, 256, spark);

    assertThat(table)
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("work,rows,rows_per_second,ratio_to_bare_loop"),
            line -> assertThat(line).matches("bare loop,70,\\d+,1\\.000"),
            line -> assertThat(line).matches("row by row,70,\\d+,\\d+\\.\\d{3}"),
            line -> assertThat(line).matches("transform of vectors,70,\\d+,\\d+\\.\\d{3}"),
            line -> assertThat(line).matches("vectors passed on,70,\\d+,\\d+\\.\\d{3}"),
            line -> assertThat(line).matches("transform of images,70,\\d+,\\d+\\.\\d{3}"),
            line -> assertThat(line).matches("images passed on,70,\\d+,\\d+\\.\\d{3}"));
  }

  @Test
  void noRowsAreAMistake() {
    assertThatThrownBy(() -> new CompareJob().commandLine().read("--rows", "0"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--rows");
    assertThatThrownBy(() -> new ScoringSpeedJob().commandLine().read("--rows", "0"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("--rows");
  }
}

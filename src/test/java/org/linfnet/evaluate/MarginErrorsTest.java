package org.linfnet.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MarginErrorsTest {

  private static SparkSession spark;

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  /** Half margins -1, 0.25, 0.5 and 2. */
  @Test
  void anErrorIsAHalfMarginOfAtMostDeltaAndTheRadius() {
    Dataset<Row> rows =
        spark.sql(
            "SELECT * FROM VALUES (1, -2.0D), (0, 0.5D), (2, 1.0D), (0, 4.0D) AS t(label, margin)");
    List<MarginErrors> errors = MarginErrors.of(rows, new double[] {0.0625, 0.25});
    assertThat(errors).extracting(MarginErrors::epsilon).containsExactly(0.0625, 0.25);
    assertThat(errors.get(0).delta()).containsExactly(0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1);
    assertThat(errors.get(0).share()).containsExactly(0.25, 0.25, 0.25, 0.25, 0.5, 0.75, 0.75);
    assertThat(errors.get(1).share()).containsExactly(0.5, 0.5, 0.5, 0.5, 0.5, 0.75, 0.75);
  }

  @Test
  void examplesWithoutALabelDoNotCount() {
    Dataset<Row> rows =
        spark.sql("SELECT * FROM VALUES (1, 4.0D), (NULL, 0.0D) AS t(label, margin)");
    assertThat(MarginErrors.of(rows, new double[] {0.25}).get(0).share()).containsOnly(0);
    assertThat(MarginErrors.of(rows.where("label IS NULL"), new double[] {0.25})).isEmpty();
  }
}

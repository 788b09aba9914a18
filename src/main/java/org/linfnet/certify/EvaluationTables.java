package org.linfnet.certify;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The tables that users read, out of an {@link Evaluation}'s rows of results.
 *
 * @param rows the rows of results, stored or cached, for each table reads them again
 * @param plan what was measured
 */
public record EvaluationTables(Dataset<Row> rows, EvaluationPlan plan) {

  private static final int CURVE_STEPS = 200;

  /** The radii of a {@link #curve}, in pixel units. */
  private static final double[] RADII =
      IntStream.rangeClosed(0, CURVE_STEPS)
          .mapToDouble(step -> step / (double) CURVE_STEPS)
          .toArray();

  /**
   * {@code predictions}: a row for each example, with a column {@code status_0.3} for each epsilon,
   * ordered by id.
   */
  public Dataset<Row> predictions() {
    List<Column> columns = new ArrayList<>();
    for (String name : ResultRows.SCHEMA.fieldNames()) {
      if (!name.equals("outcomes")) {
        columns.add(col(name));
      }
    }
    for (int k = 0; k < plan.epsilons().length; k++) {
      columns.add(
          get(col("outcomes"), lit(k)).getField("status").as(statusColumn(plan.epsilons()[k])));
    }
    return rows.select(columns.toArray(Column[]::new)).orderBy("id");
  }

  /** The column of an epsilon's statuses in {@link #predictions}: {@code status_0.3}. */
  public static String statusColumn(double epsilon) {
    return "status_" + decimal(epsilon);
  }

  /**
   * {@code counterexamples}: what broke an example within an epsilon, with the attack that found
   * it, its distance, its pixels (floats in [0, 1]) and the example's stored ones; ordered by
   * epsilon and id.
   */
  public Dataset<Row> counterexamples() {
    return outcomes()
        .where(col("counterexample").isNotNull())
        .select(
            col("id"),
            col("label"),
            col("epsilon"),
            col("counterexample.attack"),
            col("counterexample.prediction"),
            col("counterexample.distance"),
            col("counterexample.pixels"),
            col("counterexample.original"))
        .orderBy("epsilon", "id");
  }

  /**
   * {@code summary}: a row for each epsilon, fractions of all examples, null where nothing was
   * measured, such as certificates of a classifier that has none. The examples in {@code unknown}
   * are neither certified nor broken.
   */
  public Dataset<Row> summary() {
    Column certified = col("status").equalTo(Status.CERTIFIED.lowerCase());
    Column unknown = col("status").equalTo(Status.UNKNOWN.lowerCase());
    Column misclassified = col("status").equalTo(Status.MISCLASSIFIED.lowerCase());
    Column fallen =
        misclassified.or(
            col("counterexample.attack").eqNullSafe(ProjectedGradientDescent.PUBLISHED));
    Dataset<Row> asked =
        rows.sparkSession().range(1).select(explode(lit(plan.epsilons())).as("asked"));
    return asked
        .join(outcomes(), col("asked").equalTo(col("epsilon")), "left")
        .groupBy(col("asked").as("epsilon"))
        .agg(
            count("id").as("examples"),
            fraction(col("prediction").equalTo(col("label"))).as("clean_accuracy"),
            measured(plan.attack() != AttackKind.NONE, fraction(not(fallen))).as("pgd_accuracy"),
            fraction(when(col("certified_radius").isNotNull(), certified)).as("certified_accuracy"),
            fraction(col("margin_radius").geq(col("asked"))).as("margin_certified_accuracy"),
            measured(plan.attack() == AttackKind.STRONG, fraction(certified.or(unknown)))
                .as("strong_accuracy"),
            count_if(unknown).as("unknown"))
        .orderBy("epsilon");
  }

  /**
   * {@code curve}: the fraction of examples that are certified at each radius in pixel units, as
   * far as there are any or an epsilon was asked for; without a row when the classifier certifies
   * nothing.
   */
  public Dataset<Row> curve() {
    Column kept = coalesce(col("prediction").equalTo(col("label")), lit(true));
    Column reached = filter(lit(RADII), radius -> radius.leq(col("certified_radius")));
    Dataset<Row> groups =
        rows.where(col("certified_radius").isNotNull())
            .select(when(kept, size(reached)).otherwise(0).as("reached"))
            .groupBy("reached")
            .count();
    Dataset<Row> radii =
        rows.sparkSession()
            .range(1)
            .select(posexplode(lit(RADII)).as(new String[] {"at", "radius"}));
    Column certified = when(col("reached").gt(col("at")), col("count")).otherwise(0);
    double last = Arrays.stream(plan.epsilons()).max().orElseThrow();
    return radii
        .crossJoin(groups)
        .groupBy("radius")
        .agg(sum(certified).divide(sum("count")).as("certified_accuracy"))
        .where(col("certified_accuracy").gt(0).or(col("radius").leq(last)))
        .orderBy("radius");
  }

  private Dataset<Row> outcomes() {
    return rows.select(
        col("id"),
        col("label"),
        col("prediction"),
        col("margin_radius"),
        col("certified_radius"),
        inline(col("outcomes")));
  }

  /** Of the rows where the condition is not null. */
  private static Column fraction(Column condition) {
    return avg(when(condition, 1.0).when(not(condition), 0.0));
  }

  private static Column measured(boolean was, Column value) {
    return was ? value : lit(null).cast("double");
  }

  private static String decimal(double epsilon) {
    return BigDecimal.valueOf(epsilon).stripTrailingZeros().toPlainString();
  }
}

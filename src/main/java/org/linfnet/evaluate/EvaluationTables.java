package org.linfnet.evaluate;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.get;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.posexplode;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.linfnet.WrittenNumber;
import org.linfnet.attack.AttackKind;
import org.linfnet.attack.ProjectedGradientDescent;
import org.linfnet.input.Encoding;

/**
 * The tables that users read, out of an {@link Evaluation}'s rows of results. Margins, radii and
 * distances are in the encoding's unit.
 *
 * @param rows the rows of results, stored or cached, for each table reads them again
 * @param plan what was measured
 * @param encoding of the examples
 */
public record EvaluationTables(Dataset<Row> rows, EvaluationPlan plan, Encoding encoding) {

  private static final int CURVE_STEPS = 200;

  /** The round numbers are these times a power of ten. */
  private static final int[] ROUND = {1, 2, 5, 10};

  /**
   * {@code predictions}: a row for each example, with a column {@code status_0_3} for each epsilon,
   * ordered by id.
   */
  public Dataset<Row> predictions() {
    List<Column> columns = new ArrayList<>();
    for (String name : rows.columns()) {
      if (!name.equals(ResultRows.OUTCOMES)) {
        columns.add(col(name));
      }
    }
    for (int k = 0; k < plan.radii().size(); k++) {
      columns.add(
          get(col(ResultRows.OUTCOMES), lit(k))
              .getField("status")
              .as(statusColumn(plan.radii().get(k))));
    }
    return rows.select(columns.toArray(Column[]::new)).orderBy("id");
  }

  /**
   * The column of an epsilon's statuses in {@link #predictions}: {@code status_0_3} for 0.3, {@code
   * status_8_over_255} for 8/255.
   */
  public static String statusColumn(WrittenNumber epsilon) {
    return "status_" + epsilon.inName();
  }

  /**
   * {@code counterexamples}: for each example that is attacked within an epsilon, the attack, the
   * class and the distance of the point, the point itself in the user's units, and the example as
   * its table stores it; ordered by epsilon and id.
   */
  public Dataset<Row> counterexamples() {
    return outcomes()
        .where(col("counterexample").isNotNull())
        .select(col("id"), col("label"), col("epsilon"), col("counterexample.*"))
        .orderBy("epsilon", "id");
  }

  /**
   * {@code summary}: a row for each epsilon, fractions of all examples, null where nothing was
   * measured. Those in {@code unknown} are neither certified nor broken.
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
            fraction(certified).as("certified_accuracy"),
            fraction(col("margin_radius").geq(col("asked"))).as("margin_certified_accuracy"),
            measured(plan.attack() == AttackKind.STRONG, fraction(certified.or(unknown)))
                .as("strong_accuracy"),
            fraction(unknown).as("unknown"))
        .orderBy("epsilon");
  }

  /**
   * {@code curve}: the fraction of examples that are certified at each of 200 equally spaced radii,
   * as far as there are any or an epsilon was asked for. The radii go up to the encoding's largest,
   * or else to a round number that is not below any certified radius or epsilon.
   */
  public Dataset<Row> curve() {
    Column radii = lit(radii());
    Column kept = coalesce(col("prediction").equalTo(col("label")), lit(true));
    Column reached = filter(radii, radius -> radius.leq(col("certified_radius")));
    Dataset<Row> groups =
        rows.select(when(kept, size(reached)).otherwise(0).as("reached"))
            .groupBy("reached")
            .count();
    Dataset<Row> steps =
        rows.sparkSession().range(1).select(posexplode(radii).as(new String[] {"at", "radius"}));
    Column certified = when(col("reached").gt(col("at")), col("count")).otherwise(0);
    return steps
        .crossJoin(groups)
        .groupBy("radius")
        .agg(sum(certified).divide(sum("count")).as("certified_accuracy"))
        .where(col("certified_accuracy").gt(0).or(col("radius").leq(plan.largestEpsilon())))
        .orderBy("radius");
  }

  private double[] radii() {
    BigDecimal last =
        Double.isInfinite(encoding.largestRadius())
            ? roundNumber(largestRadius())
            : BigDecimal.valueOf(encoding.largestRadius());
    BigDecimal step = last.divide(BigDecimal.valueOf(CURVE_STEPS));
    return IntStream.rangeClosed(0, CURVE_STEPS)
        .mapToDouble(k -> step.multiply(BigDecimal.valueOf(k)).doubleValue())
        .toArray();
  }

  /** Of the epsilons and the certified radii, which are infinite where a class cannot change. */
  private double largestRadius() {
    Row largest =
        rows.where(col("certified_radius").lt(Double.POSITIVE_INFINITY))
            .agg(max("certified_radius"))
            .head();
    return largest.isNullAt(0)
        ? plan.largestEpsilon()
        : Math.max(plan.largestEpsilon(), largest.getDouble(0));
  }

  /** The smallest round number that is not below a value above 0. */
  private static BigDecimal roundNumber(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    int power = exact.precision() - exact.scale() - 1;
    return IntStream.of(ROUND)
        .mapToObj(round -> BigDecimal.valueOf(round).scaleByPowerOfTen(power))
        .filter(round -> round.compareTo(exact) >= 0)
        .findFirst()
        .orElseThrow();
  }

  private Dataset<Row> outcomes() {
    return rows.select(
        col("id"),
        col("label"),
        col("prediction"),
        col("margin_radius"),
        col("certified_radius"),
        inline(col(ResultRows.OUTCOMES)));
  }

  /** Of the rows where the condition is not null. */
  private static Column fraction(Column condition) {
    return avg(when(condition, 1.0).when(not(condition), 0.0));
  }

  private static Column measured(boolean was, Column value) {
    return was ? value : lit(null).cast("double");
  }
}

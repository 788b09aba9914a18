package org.linfnet.evaluate;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The training margin error at delta + r, on which a bound of the robust error of unseen examples
 * rests: the share of examples whose half margin is at most delta + r (arXiv 2102.05363, theorem
 * 2). It says something of networks that stretch no distance, evaluated on the examples that they
 * were trained on. Half of the margin stands for the theorem's output for two classes: both move by
 * at most the distance.
 *
 * @param epsilon r, a radius in the encoding's unit
 * @param delta in the same unit, {@code double[n]}
 * @param share of the examples, {@code double[n]}
 */
public record MarginErrors(double epsilon, double[] delta, double[] share) {

  /** The theorem takes the least bound over delta in (0, 1]. */
  private static final double[] DELTAS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1};

  /**
   * The errors of rows of results, for each epsilon.
   *
   * @param rows with columns {@code label} and {@code margin}
   * @return nothing where no row has a label
   */
  public static List<MarginErrors> of(Dataset<Row> rows, double[] epsilons) {
    List<Column> shares = new ArrayList<>();
    for (double epsilon : epsilons) {
      for (double delta : DELTAS) {
        Column error = col("margin").divide(2).leq(delta + epsilon);
        shares.add(avg(when(error, 1.0).otherwise(0.0)));
      }
    }
    Row found =
        rows.where(col("label").isNotNull())
            .agg(shares.get(0), shares.subList(1, shares.size()).toArray(Column[]::new))
            .head();
    if (found.isNullAt(0)) {
      return List.of();
    }
    List<MarginErrors> errors = new ArrayList<>();
    for (int r = 0; r < epsilons.length; r++) {
      int first = r * DELTAS.length;
      double[] share = new double[DELTAS.length];
      Arrays.setAll(share, d -> found.getDouble(first + d));
      errors.add(new MarginErrors(epsilons[r], DELTAS.clone(), share));
    }
    return errors;
  }
}

package org.linfnet.certify;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.data.ExampleBlock;

/** Results as rows of a table, one for each example. */
final class ResultRows {

  private static final StructType COUNTEREXAMPLE =
      new StructType()
          .add("attack", DataTypes.StringType, false)
          .add("prediction", DataTypes.IntegerType, false)
          .add("distance", DataTypes.DoubleType, false)
          .add("pixels", DataTypes.createArrayType(DataTypes.FloatType, false), false)
          .add("original", DataTypes.BinaryType, false);

  private static final StructType OUTCOME =
      new StructType()
          .add("epsilon", DataTypes.DoubleType, false)
          .add("status", DataTypes.StringType, false)
          .add("counterexample", COUNTEREXAMPLE, true);

  /** The columns of a row of results; {@code outcomes} has one element for each epsilon. */
  static final StructType SCHEMA =
      new StructType()
          .add("id", DataTypes.LongType, false)
          .add("label", DataTypes.IntegerType, true)
          .add("prediction", DataTypes.IntegerType, false)
          .add("margin", DataTypes.DoubleType, true)
          .add("margin_radius", DataTypes.DoubleType, true)
          .add("certified_radius", DataTypes.DoubleType, true)
          .add("outcomes", DataTypes.createArrayType(OUTCOME, false), false);

  private ResultRows() {}

  /**
   * @param original the example's stored pixels, {@code byte[inputs]}
   */
  static Row of(ExampleResult result, byte[] original) {
    Row[] outcomes =
        result.outcomes().stream()
            .map(
                outcome ->
                    RowFactory.create(
                        outcome.epsilon(),
                        outcome.status().lowerCase(),
                        row(outcome.counterexample(), original)))
            .toArray(Row[]::new);
    return RowFactory.create(
        result.id(),
        result.label() == ExampleBlock.NO_LABEL ? null : result.label(),
        result.prediction(),
        measured(result.margin()),
        measured(result.marginRadius()),
        measured(result.certifiedRadius()),
        (Object) outcomes);
  }

  private static Double measured(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static Row row(Counterexample counterexample, byte[] original) {
    if (counterexample == null) {
      return null;
    }
    return RowFactory.create(
        counterexample.attack(),
        counterexample.prediction(),
        counterexample.distance(),
        counterexample.pixels(),
        original);
  }
}

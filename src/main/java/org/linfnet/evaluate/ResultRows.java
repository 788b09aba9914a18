package org.linfnet.evaluate;

import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.attack.Counterexample;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;

/**
 * Results as rows of a table, one for each example. The values of a counterexample are named and
 * typed as the table of examples has them: {@code pixels ARRAY<FLOAT>} beside {@code original
 * BINARY} for pictures, {@code features ARRAY<DOUBLE>} beside {@code original ARRAY<DOUBLE>} for
 * others.
 */
final class ResultRows implements Serializable {

  /** The column of the outcomes, with one element for each epsilon. */
  static final String OUTCOMES = "outcomes";

  private static final long serialVersionUID = 1;

  private final boolean pictures;

  /** For results of examples in this encoding. */
  ResultRows(Encoding encoding) {
    this.pictures = encoding.isPicture();
  }

  /** The columns of a row of results. */
  StructType schema() {
    return new StructType()
        .add("id", DataTypes.LongType, false)
        .add("label", DataTypes.IntegerType, true)
        .add("prediction", DataTypes.IntegerType, false)
        .add("margin", DataTypes.DoubleType, false)
        .add("margin_radius", DataTypes.DoubleType, false)
        .add("certified_radius", DataTypes.DoubleType, false)
        .add(OUTCOMES, DataTypes.createArrayType(outcome(), false), false);
  }

  private StructType outcome() {
    return new StructType()
        .add("epsilon", DataTypes.DoubleType, false)
        .add("status", DataTypes.StringType, false)
        .add("counterexample", counterexample(), true);
  }

  private StructType counterexample() {
    StructType found =
        new StructType()
            .add("attack", DataTypes.StringType, false)
            .add("prediction", DataTypes.IntegerType, false)
            .add("distance", DataTypes.DoubleType, false);
    return pictures
        ? found
            .add("pixels", arrayOf(DataTypes.FloatType), false)
            .add("original", DataTypes.BinaryType, false)
        : found
            .add("features", arrayOf(DataTypes.DoubleType), false)
            .add("original", arrayOf(DataTypes.DoubleType), false);
  }

  private static ArrayType arrayOf(DataType element) {
    return DataTypes.createArrayType(element, false);
  }

  /**
   * The row of a result.
   *
   * @param original the example's values as its table stores them
   */
  Row row(ExampleResult result, Object original) {
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
        result.margin(),
        result.marginRadius(),
        result.certifiedRadius(),
        (Object) outcomes);
  }

  private Row row(Counterexample counterexample, Object original) {
    if (counterexample == null) {
      return null;
    }
    double[] values = counterexample.values();
    return RowFactory.create(
        counterexample.attack(),
        counterexample.prediction(),
        counterexample.distance(),
        pictures ? floats(values) : values,
        original);
  }

  /** Pixels of a counterexample are floats already, so nothing rounds. */
  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}

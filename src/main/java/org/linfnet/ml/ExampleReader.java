package org.linfnet.ml;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.linfnet.data.FeatureExample;
import org.linfnet.data.InvalidInputException;

/**
 * Reads rows of features, label and weight. Rows of weight 0 are as none.
 *
 * @param features reads the first column
 * @param classes labels are in [0, classes)
 * @param invalid what becomes of rows that hold null, NaN or infinity; none are trained on
 */
record ExampleReader(FeatureReader features, int classes, InvalidRows invalid)
    implements FlatMapFunction<Row, FeatureExample> {

  private static final int LABEL = 1;
  private static final int WEIGHT = 2;

  @Override
  public Iterator<FeatureExample> call(Row row) {
    Optional<double[]> values = features.read(row.get(0));
    if (values.isEmpty() || !isFinite(row, LABEL) || !isFinite(row, WEIGHT)) {
      invalid.keeps(row);
      return Collections.emptyIterator();
    }
    double weight = row.getDouble(WEIGHT);
    if (weight < 0) {
      throw new InvalidInputException(
          "a row has the weight " + weight + ": weights are 0 or more; mend or drop the row");
    }
    int label = label(row.getDouble(LABEL), classes);
    return weight == 0
        ? Collections.emptyIterator()
        : List.of(new FeatureExample(label, weight, values.get())).iterator();
  }

  /**
   * The label as a class.
   *
   * @throws InvalidInputException when it is none
   */
  static int label(double label, int classes) {
    if (label != Math.rint(label) || label < 0 || label >= classes) {
      throw new InvalidInputException(
          "a row has label %s: labels must be whole numbers in [0, %d); mend or drop the row"
              .formatted(label, classes));
    }
    return (int) label;
  }

  private static boolean isFinite(Row row, int at) {
    return !row.isNullAt(at) && Double.isFinite(row.getDouble(at));
  }
}

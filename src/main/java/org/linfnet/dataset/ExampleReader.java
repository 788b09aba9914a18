package org.linfnet.dataset;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;

/**
 * Reads examples out of rows of four columns: the inputs, the label as DOUBLE or null where there
 * is none, the weight as DOUBLE, and the id as BIGINT or null where the table has none. Rows of
 * weight 0 are left out.
 *
 * @param inputs the first column
 * @param width the values of an example
 * @param classes labels are in [0, classes)
 * @param labelled whether every row must have a label
 * @param invalid what becomes of rows that hold null, NaN or infinity; none of them is an example
 */
public record ExampleReader(
    InputColumn inputs, int width, int classes, boolean labelled, InvalidRows invalid)
    implements Serializable {

  private static final int INPUTS = 0;
  private static final int LABEL = 1;
  private static final int WEIGHT = 2;
  private static final int ID = 3;

  /**
   * The example of a row, if it holds one.
   *
   * @throws InvalidInputException when the row cannot be used
   */
  public Optional<ExampleBlock> read(Row row) {
    Optional<StoredValues> values = inputs.read(row.get(INPUTS), width);
    if (values.isEmpty()) {
      invalid.keeps(inputs.name());
      return Optional.empty();
    }
    if (labelled && !isFinite(row, LABEL)) {
      invalid.keeps("label");
      return Optional.empty();
    }
    if (!isFinite(row, WEIGHT)) {
      invalid.keeps("weight");
      return Optional.empty();
    }
    double weight = row.getDouble(WEIGHT);
    if (weight < 0) {
      throw new InvalidInputException(
          "a row has a weight below 0: weights are 0 or more; mend or drop the row");
    }
    int label = labelled ? label(row.getDouble(LABEL)) : ExampleBlock.NO_LABEL;
    return weight == 0 ? Optional.empty() : Optional.of(example(row, label, weight, values.get()));
  }

  private ExampleBlock example(Row row, int label, double weight, StoredValues values) {
    if (!row.isNullAt(ID)) {
      return ExampleBlock.of(row.getLong(ID), label, weight, values);
    }
    if (inputs.bytes()) {
      throw new InvalidInputException(
          "a row has no id (null): give each row a BIGINT, such as monotonically_increasing_id()");
    }
    return ExampleBlock.withoutId(label, weight, (double[]) values.row(0));
  }

  private int label(double label) {
    if (label != Math.rint(label) || label < 0 || label >= classes) {
      throw new InvalidInputException(
          ("a row has a label that is no class: labels must be whole numbers in [0, %d); mend or"
                  + " drop the row")
              .formatted(classes));
    }
    return (int) label;
  }

  private static boolean isFinite(Row row, int at) {
    return !row.isNullAt(at) && Double.isFinite(row.getDouble(at));
  }
}

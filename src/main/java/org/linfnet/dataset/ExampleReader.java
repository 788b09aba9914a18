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
 * @param label the name of the column of labels; empty where rows have none
 * @param weight the name of the column of weights; empty where rows have none
 * @param invalid what becomes of rows that hold null, NaN or infinity; none of them is an example
 */
public record ExampleReader(
    InputColumn inputs, int width, int classes, String label, String weight, InvalidRows invalid)
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
      invalid.requireAllowed(inputs.fault(row.get(INPUTS)));
      return Optional.empty();
    }
    if (isLabelled() && !isFinite(row, LABEL)) {
      invalid.requireAllowed(fault(row, LABEL, label));
      return Optional.empty();
    }
    if (!isFinite(row, WEIGHT)) {
      invalid.requireAllowed(fault(row, WEIGHT, weight));
      return Optional.empty();
    }
    double rowWeight = row.getDouble(WEIGHT);
    if (rowWeight < 0) {
      throw new InvalidInputException(
          "a row has a weight below 0 in column %s: weights are 0 or more; mend or drop the row"
              .formatted(weight));
    }
    if (rowWeight == 0) {
      return Optional.empty();
    }
    int rowLabel = isLabelled() ? label(row.getDouble(LABEL)) : ExampleBlock.NO_LABEL;
    return Optional.of(example(row, rowLabel, rowWeight, values.get()));
  }

  private boolean isLabelled() {
    return !label.isEmpty();
  }

  private static String fault(Row row, int at, String column) {
    return "%s in column %s".formatted(InputColumn.fault(row, at), column);
  }

  private ExampleBlock example(Row row, int rowLabel, double rowWeight, StoredValues values) {
    if (!row.isNullAt(ID)) {
      return ExampleBlock.of(row.getLong(ID), rowLabel, rowWeight, values);
    }
    if (inputs.bytes()) {
      throw new InvalidInputException(
          "a row has no id (null): give each row a BIGINT, such as monotonically_increasing_id()");
    }
    return ExampleBlock.withoutId(rowLabel, rowWeight, values);
  }

  private int label(double stored) {
    if (stored != Math.rint(stored) || stored < 0 || stored >= classes) {
      throw new InvalidInputException(
          ("a row has a label that is no class in column %s: labels must be whole numbers in"
                  + " [0, %d); mend or drop the row")
              .formatted(label, classes));
    }
    return (int) stored;
  }

  private static boolean isFinite(Row row, int at) {
    return !row.isNullAt(at) && Double.isFinite(row.getDouble(at));
  }
}

package org.linfnet.dataset;

import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;

/**
 * The data set {@code gauges}: tables {@code id BIGINT, label DOUBLE, features VECTOR} of {@value
 * #FEATURES} readings in {@value #CLASSES} classes. Four training rows to a test row, 8000 unless
 * told otherwise.
 */
final class DrawnGauges implements DataSet {

  private static final int FEATURES = 20;
  private static final int CLASSES = 4;
  private static final int EXAMPLES = 8000;

  /** More do not fit one array. */
  private static final int MOST_ROWS = Integer.MAX_VALUE / FEATURES - 1;

  private static final int TRAIN_ROWS_TO_A_TEST_ROW = 4;
  private static final long SEED = 1;
  private static final StructType SCHEMA =
      new StructType()
          .add(ExampleSchema.ID, DataTypes.LongType, false)
          .add(ExampleSchema.LABEL, DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), false);

  @Override
  public String name() {
    return "gauges";
  }

  @Override
  public List<TableSplit> splits(Options options) {
    options.requireDrawn(name());
    int train = options.examples().orElse(EXAMPLES);
    if (train > MOST_ROWS) {
      throw new InvalidInputException(
          "one array cannot hold %d rows of gauges: draw at most %d".formatted(train, MOST_ROWS));
    }
    int test = train / TRAIN_ROWS_TO_A_TEST_ROW;
    if (test < 1) {
      throw new InvalidInputException(
          "%d rows are too few for gauges: draw at least %d"
              .formatted(train, TRAIN_ROWS_TO_A_TEST_ROW));
    }
    Gauges gauges = new Gauges(options.seed().orElse(SEED), FEATURES, CLASSES);
    return List.of(
        split(Split.TRAIN, gauges, 0, train), split(Split.TEST, gauges, train, train + test));
  }

  private static TableSplit split(Split split, Gauges gauges, int from, int to) {
    Gauges.Machine machine = gauges.machine();
    int rows = to - from;
    int[] labels = new int[rows];
    double[] features = new double[rows * FEATURES];
    for (int i = 0; i < rows; i++) {
      Gauges.Reading reading = machine.row(from + (long) i);
      labels[i] = reading.label();
      System.arraycopy(reading.features(), 0, features, i * FEATURES, FEATURES);
    }
    return new TableSplit(
        split,
        SCHEMA,
        ExampleBlock.numbered(from, labels, StoredValues.of(features, FEATURES)),
        "rows of %d features, %d classes".formatted(FEATURES, CLASSES));
  }
}

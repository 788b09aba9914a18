package org.linfnet.ml;

import java.io.Serializable;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.UserDefinedType;

/**
 * Reads a column of inputs out of Spark's internal form of values.
 *
 * @param type of the column: one that {@link org.linfnet.dataset.InputColumn#of} accepts
 */
record InternalInputs(DataType type) implements Serializable {

  private static final long serialVersionUID = 1;

  /**
   * The value as {@link org.linfnet.dataset.InputColumn#read} takes it; null for null.
   *
   * @param internal what Spark's generated code holds for the column
   */
  Object stored(Object internal) {
    if (internal == null) {
      return null;
    }
    if (type instanceof UserDefinedType<?> vector) {
      return (Vector) vector.deserialize(internal);
    }
    return type instanceof ArrayType array ? numbers((ArrayData) internal, array) : internal;
  }

  /** The numbers of an array, NaN for null. */
  private static double[] numbers(ArrayData array, ArrayType type) {
    boolean single = type.elementType().equals(DataTypes.FloatType);
    double[] numbers = new double[array.numElements()];
    for (int i = 0; i < numbers.length; i++) {
      if (array.isNullAt(i)) {
        numbers[i] = Double.NaN;
      } else {
        numbers[i] = single ? array.getFloat(i) : array.getDouble(i);
      }
    }
    return numbers;
  }
}

package org.linfnet.dataset;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.linfnet.InvalidInputException;
import org.linfnet.input.StoredValues;
import scala.collection.Iterator;
import scala.collection.Seq;

/**
 * A column of inputs: images as BINARY, one byte a value, or features as an ML vector, dense or
 * sparse, or an array of FLOAT or DOUBLE.
 *
 * @param name the column
 * @param bytes whether it holds images
 */
public record InputColumn(String name, boolean bytes) implements Serializable {

  /** The types that a column of inputs may have, for messages. */
  public static final String TYPES =
      "a VECTOR, an ARRAY<FLOAT>, an ARRAY<DOUBLE>, or images as BINARY";

  /**
   * The column that a field describes.
   *
   * @throws InvalidInputException when its type cannot hold inputs
   */
  public static InputColumn of(StructField field) {
    DataType type = field.dataType();
    if (type instanceof BinaryType) {
      return new InputColumn(field.name(), true);
    }
    if (type.equals(SQLDataTypes.VectorType()) || isArrayOfNumbers(type)) {
      return new InputColumn(field.name(), false);
    }
    throw new InvalidInputException(
        "column %s is %s: inputs are %s".formatted(field.name(), type.sql(), TYPES));
  }

  private static boolean isArrayOfNumbers(DataType type) {
    return type instanceof ArrayType array
        && (array.elementType().equals(DataTypes.FloatType)
            || array.elementType().equals(DataTypes.DoubleType));
  }

  /** The values of a row, however many. */
  public static int width(Object stored) {
    if (stored instanceof byte[] bytes) {
      return bytes.length;
    }
    return stored instanceof Vector vector ? vector.size() : ((Seq<?>) stored).size();
  }

  /** No values of this column's kind. */
  public StoredValues empty(int width) {
    return bytes ? StoredValues.of(new byte[0], width) : StoredValues.of(new double[0], width);
  }

  /**
   * The values of a row, which must not be written to; empty when there are none, or not all of
   * them are finite.
   *
   * @param stored the value of the column in a row
   * @param width how many values there must be
   * @throws InvalidInputException when there are more or fewer
   */
  public Optional<StoredValues> read(Object stored, int width) {
    if (stored == null) {
      return Optional.empty();
    }
    if (width(stored) != width) {
      throw new InvalidInputException(
          "a row has %d values in column %s, but %d are wanted: mend or drop the row"
              .formatted(width(stored), name, width));
    }
    if (stored instanceof byte[] image) {
      return Optional.of(StoredValues.of(image, width));
    }
    double[] numbers = numbers(stored);
    return isFinite(numbers) ? Optional.of(StoredValues.of(numbers, width)) : Optional.empty();
  }

  /**
   * What is wrong with a value that {@link #read} gives nothing for, and where; no value of the row
   * itself.
   */
  public String fault(Object stored) {
    if (stored == null) {
      return "null in column " + name;
    }
    double[] numbers = numbers(stored);
    for (int i = 0; i < numbers.length; i++) {
      if (!Double.isFinite(numbers[i])) {
        return "%s in column %s, at value %d of %d"
            .formatted(fault(numbers[i]), name, i + 1, numbers.length);
      }
    }
    throw new IllegalArgumentException("every value is finite");
  }

  /** The name of what is no number. */
  static String fault(double number) {
    return Double.isNaN(number) ? "NaN" : "infinity";
  }

  private static double[] numbers(Object stored) {
    if (stored instanceof Vector vector) {
      return vector.toArray();
    }
    Seq<?> array = (Seq<?>) stored;
    double[] numbers = new double[array.size()];
    Iterator<?> values = array.iterator();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.next() instanceof Number number ? number.doubleValue() : Double.NaN;
    }
    return numbers;
  }

  private static boolean isFinite(double[] numbers) {
    for (double number : numbers) {
      if (!Double.isFinite(number)) {
        return false;
      }
    }
    return true;
  }
}

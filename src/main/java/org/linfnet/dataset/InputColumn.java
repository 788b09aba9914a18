package org.linfnet.dataset;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
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
 * @param sources the columns whose values it gathers, for messages; empty where it gathers none
 */
public record InputColumn(String name, boolean bytes, List<String> sources)
    implements Serializable {

  private static final String SOURCES = "linfnet_sources";

  /** A copy is kept. */
  public InputColumn {
    sources = List.copyOf(sources);
  }

  /** A column that gathers no others. */
  public InputColumn(String name, boolean bytes) {
    this(name, bytes, List.of());
  }

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
    if (!holds(type, true) && !holds(type, false)) {
      throw new InvalidInputException(
          "column %s is %s: inputs are %s".formatted(field.name(), type.sql(), TYPES));
    }
    List<String> sources =
        field.metadata().contains(SOURCES)
            ? List.of(field.metadata().getStringArray(SOURCES))
            : List.of();
    return new InputColumn(field.name(), holds(type, true), sources);
  }

  /** What a column says about itself that gathers others. */
  public static Metadata gathering(List<String> sources) {
    return new MetadataBuilder().putStringArray(SOURCES, sources.toArray(String[]::new)).build();
  }

  /**
   * Whether a type can hold inputs.
   *
   * @param bytes whether they are images
   */
  public static boolean holds(DataType type, boolean bytes) {
    return bytes
        ? type instanceof BinaryType
        : type.equals(SQLDataTypes.VectorType()) || isArrayOfNumbers(type);
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
    if (stored instanceof double[] numbers) {
      return numbers.length;
    }
    return stored instanceof Vector vector ? vector.size() : ((Seq<?>) stored).size();
  }

  /**
   * The values that a row keeps: those that a sparse vector names, all of another, none of null.
   */
  public static int kept(Object stored) {
    if (stored == null) {
      return 0;
    }
    return stored instanceof SparseVector sparse ? sparse.indices().length : width(stored);
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
    if (stored instanceof SparseVector sparse) {
      return isFinite(sparse.values())
          ? Optional.of(StoredValues.sparse(sparse.indices(), sparse.values(), width))
          : Optional.empty();
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
        String fault = isNull(stored, i) ? "null" : fault(numbers[i]);
        return fault + " " + place(i, numbers.length);
      }
    }
    throw new IllegalArgumentException("every value is finite");
  }

  /**
   * Where a value of a row stands, for messages: {@code in column features, at value 3 of 6}.
   *
   * @param value its number, the first being 0
   * @param width the values of the row
   */
  public String place(int value, int width) {
    return sources.isEmpty()
        ? "in column %s, at value %d of %d".formatted(name, value + 1, width)
        : "in column " + sources.get(value);
  }

  private static boolean isNull(Object stored, int at) {
    return stored instanceof Seq<?> array && array.apply(at) == null;
  }

  /** The name of what is no number where a row has a DOUBLE or null. */
  public static String fault(Row row, int at) {
    return row.isNullAt(at) ? "null" : fault(row.getDouble(at));
  }

  private static String fault(double number) {
    return Double.isNaN(number) ? "NaN" : "infinity";
  }

  private static double[] numbers(Object stored) {
    if (stored instanceof Vector vector) {
      return vector.toArray();
    }
    if (stored instanceof double[] numbers) {
      return numbers;
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

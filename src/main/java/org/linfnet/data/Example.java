package org.linfnet.data;

import java.util.Arrays;
import java.util.Comparator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** One checked row of a table of examples. */
final class Example {

  /** By id, then label, then pixels. */
  static final Comparator<Example> ORDER =
      Comparator.comparingLong(Example::id)
          .thenComparingInt(Example::label)
          .thenComparing(Example::pixels, Arrays::compareUnsigned);

  private final long id;
  private final int label;
  private final byte[] pixels;

  Example(long id, int label, byte[] pixels) {
    this.id = id;
    this.label = label;
    this.pixels = pixels;
  }

  long id() {
    return id;
  }

  /** The class, or {@link ExampleBlock#NO_LABEL}. */
  int label() {
    return label;
  }

  /** {@code byte[inputs]}, not copied. */
  byte[] pixels() {
    return pixels;
  }

  /**
   * Reads a row by the names of {@link ExampleSchema}; {@code label} may be missing.
   *
   * @throws InvalidInputException when the row cannot be used
   */
  static Example of(Row row, DatasetDescription description) {
    StructType schema = row.schema();
    int idAt = schema.fieldIndex(ExampleSchema.ID);
    if (row.isNullAt(idAt)) {
      throw new InvalidInputException(
          "a row has no id (null): give each row a BIGINT, such as monotonically_increasing_id()");
    }
    long id = row.getLong(idAt);
    return new Example(id, label(row, id, description.classes()), pixels(row, id, description));
  }

  private static int label(Row row, long id, int classes) {
    if (!ExampleSchema.has(row.schema(), ExampleSchema.LABEL)) {
      return ExampleBlock.NO_LABEL;
    }
    int at = row.fieldIndex(ExampleSchema.LABEL);
    if (row.isNullAt(at)) {
      throw new InvalidInputException(
          "the row with id " + id + " has no label (null): fill it or drop the row");
    }
    int label = row.getInt(at);
    if (label < 0 || label >= classes) {
      throw new InvalidInputException(
          String.format(
              "the row with id %d has label %d: labels must be in [0, %d); mend or drop the row",
              id, label, classes));
    }
    return label;
  }

  private static byte[] pixels(Row row, long id, DatasetDescription description) {
    int at = row.fieldIndex(ExampleSchema.PIXELS);
    if (row.isNullAt(at)) {
      throw new InvalidInputException(
          "the row with id " + id + " has no pixels (null): fill them or drop the row");
    }
    byte[] pixels = row.getAs(at);
    ImageShape shape = description.shape();
    if (pixels.length != shape.inputs()) {
      throw new InvalidInputException(
          String.format(
              "the row with id %d has %d pixels: an image of %s has %d; mend or drop the row",
              id, pixels.length, shape, shape.inputs()));
    }
    return pixels;
  }
}

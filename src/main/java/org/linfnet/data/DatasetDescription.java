package org.linfnet.data;

import java.io.Serializable;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * What a table of examples says about itself. It is kept in the metadata of the {@code pixels}
 * column, and so in the footer of every Parquet file.
 *
 * @param name the data set, such as {@code mnist}
 * @param split the part of it
 * @param shape the shape of every image
 * @param classes labels are in [0, classes)
 * @param standardisation from pixel units to network units
 */
public record DatasetDescription(
    String name, Split split, ImageShape shape, int classes, Standardisation standardisation)
    implements Serializable {

  private static final String KEY = "linfnet";
  private static final String NAME = "name";
  private static final String SPLIT = "split";
  private static final String HEIGHT = "height";
  private static final String WIDTH = "width";
  private static final String CLASSES = "classes";
  private static final String MU = "mu";
  private static final String SIGMA = "sigma";

  /**
   * @throws InvalidInputException when there are fewer than two classes
   */
  public DatasetDescription {
    if (classes < 2) {
      throw new InvalidInputException(
          "data set " + name + " has " + classes + " classes: a classifier needs at least 2");
    }
  }

  /** The metadata of a {@code pixels} column. */
  public Metadata toMetadata() {
    MetadataBuilder fields = new MetadataBuilder();
    fields.putString(NAME, name);
    fields.putString(SPLIT, split.lowerCase());
    fields.putLong(HEIGHT, shape.height());
    fields.putLong(WIDTH, shape.width());
    fields.putLong(CLASSES, classes);
    fields.putDouble(MU, shortest(standardisation.mu()));
    fields.putDouble(SIGMA, shortest(standardisation.sigma()));
    return new MetadataBuilder().putMetadata(KEY, fields.build()).build();
  }

  /** Whether a column carries a description. */
  public static boolean isIn(Metadata metadata) {
    return metadata.contains(KEY);
  }

  /**
   * The description that a {@code pixels} column carries.
   *
   * @throws InvalidInputException when it carries none, or not all of it
   */
  public static DatasetDescription fromMetadata(Metadata metadata) {
    if (!metadata.contains(KEY)) {
      throw new InvalidInputException(
          "column pixels does not say its shape, classes, mu and sigma in its metadata: write the "
              + "table with data-prep/prepare.sh, or set the metadata of ExampleSchema");
    }
    try {
      return fromFields(metadata.getMetadata(KEY));
    } catch (RuntimeException e) {
      throw new InvalidInputException(
          "the metadata '" + KEY + "' of column pixels cannot be used: " + e.getMessage());
    }
  }

  private static DatasetDescription fromFields(Metadata fields) {
    return new DatasetDescription(
        fields.getString(NAME),
        Split.named(fields.getString(SPLIT)),
        new ImageShape(
            Math.toIntExact(fields.getLong(HEIGHT)), Math.toIntExact(fields.getLong(WIDTH))),
        Math.toIntExact(fields.getLong(CLASSES)),
        new Standardisation((float) fields.getDouble(MU), (float) fields.getDouble(SIGMA)));
  }

  /** The double that prints as the float does: 0.1307 stays 0.1307 in the footer. */
  private static double shortest(float value) {
    return Double.parseDouble(Float.toString(value));
  }
}

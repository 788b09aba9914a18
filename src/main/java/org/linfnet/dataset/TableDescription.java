package org.linfnet.dataset;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ImageEncoding;
import org.linfnet.input.MeasuredImages;
import org.linfnet.layer.Shape;

/**
 * What a table of images says about itself. It is kept in the metadata of the {@code pixels}
 * column, and so in the footer of every Parquet file.
 *
 * @param name the data set, such as {@code mnist}
 * @param split the part of it
 * @param encoding shape, mu and sigma
 * @param classes labels are in [0, classes)
 */
public record TableDescription(String name, Split split, ImageEncoding encoding, int classes)
    implements Serializable {

  private static final String KEY = "linfnet";
  private static final String NAME = "name";
  private static final String SPLIT = "split";
  private static final String CHANNELS = "channels";
  private static final String HEIGHT = "height";
  private static final String WIDTH = "width";
  private static final String CLASSES = "classes";
  private static final String MU = "mu";
  private static final String SIGMA = "sigma";

  /**
   * @throws InvalidInputException when there are fewer than two classes
   */
  public TableDescription {
    if (classes < 2) {
      throw new InvalidInputException(
          "data set %s has %d classes: a classifier needs at least 2".formatted(name, classes));
    }
  }

  /** The description of a table whose images are standardised by what was measured of some. */
  public static TableDescription measured(
      String name, Split split, MeasuredImages.Moments moments, int classes) {
    return new TableDescription(name, split, moments.encoding(), classes);
  }

  /** The metadata of a {@code pixels} column. Grey images have one {@code mu}, a number. */
  public Metadata toMetadata() {
    Map<String, double[]> numbers = encoding.description().numbers();
    double[] mu = numbers.get(MU);
    MetadataBuilder fields = new MetadataBuilder();
    fields.putString(NAME, name);
    fields.putString(SPLIT, split.lowerCase());
    fields.putLong(HEIGHT, encoding.shape().height());
    fields.putLong(WIDTH, encoding.shape().width());
    fields.putLong(CLASSES, classes);
    if (mu.length == 1) {
      fields.putDouble(MU, mu[0]);
    } else {
      fields.putLong(CHANNELS, mu.length);
      fields.putDoubleArray(MU, mu);
    }
    fields.putDouble(SIGMA, numbers.get(SIGMA)[0]);
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
  public static TableDescription fromMetadata(Metadata metadata) {
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

  private static TableDescription fromFields(Metadata fields) {
    double[] means =
        fields.contains(CHANNELS) ? fields.getDoubleArray(MU) : new double[] {fields.getDouble(MU)};
    int channels = fields.contains(CHANNELS) ? Math.toIntExact(fields.getLong(CHANNELS)) : 1;
    float[] mu = new float[means.length];
    for (int channel = 0; channel < mu.length; channel++) {
      mu[channel] = (float) means[channel];
    }
    Shape shape =
        new Shape(
            channels,
            Math.toIntExact(fields.getLong(HEIGHT)),
            Math.toIntExact(fields.getLong(WIDTH)));
    return new TableDescription(
        fields.getString(NAME),
        Split.named(fields.getString(SPLIT)),
        new ImageEncoding(shape, mu, (float) fields.getDouble(SIGMA)),
        Math.toIntExact(fields.getLong(CLASSES)));
  }

  /** The shape of every image. */
  public Shape shape() {
    return encoding.shape();
  }

  @Override
  public String toString() {
    return "%s/%s: %s, mu %s, %d classes"
        .formatted(
            name, split.lowerCase(), encoding.shape(), Arrays.toString(encoding.mu()), classes);
  }
}

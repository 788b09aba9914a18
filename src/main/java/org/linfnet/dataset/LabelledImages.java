package org.linfnet.dataset;

import java.util.Arrays;
import java.util.List;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;
import org.linfnet.layer.Shape;

/**
 * One split of a data set in memory.
 *
 * @param description what is to be known of it
 * @param examples its examples, ids from 0
 */
public record LabelledImages(TableDescription description, ExampleBlock examples) {

  /**
   * Joins a file of images with the file of their labels; the id of an example is its position.
   *
   * @throws InvalidInputException when the counts or shapes disagree, or a label is not in [0,
   *     classes)
   */
  public static LabelledImages of(TableDescription description, IdxFile images, IdxFile labels) {
    Shape shape = description.shape();
    if (!images.itemDimensions().equals(List.of(shape.height(), shape.width()))) {
      throw new InvalidInputException(
          images.name() + " holds images of " + images.itemDimensions() + ", not of " + shape);
    }
    if (images.count() != labels.count()) {
      throw new InvalidInputException(
          String.format(
              "%s holds %d images, but %s holds %d labels: fetch both again, from one place",
              images.name(), images.count(), labels.name(), labels.count()));
    }
    return new LabelledImages(
        description,
        ExampleBlock.numbered(
            0,
            classes(labels, description.classes()),
            StoredValues.of(images.values(), shape.size())));
  }

  /** The images as they are written to a table. */
  public TableSplit toSplit() {
    return new TableSplit(
        description.split(),
        ExampleSchema.of(description),
        examples,
        "images of %s, %d classes".formatted(description.shape(), description.classes()));
  }

  private static int[] classes(IdxFile labels, int classes) {
    int[] result = new int[labels.count()];
    Arrays.setAll(result, i -> Byte.toUnsignedInt(labels.values()[i]));
    for (int i = 0; i < result.length; i++) {
      if (result[i] >= classes) {
        throw new InvalidInputException(
            String.format(
                "%s: label %d at position %d is not in [0, %d); fetch the file again",
                labels.name(), result[i], i, classes));
      }
    }
    return result;
  }
}

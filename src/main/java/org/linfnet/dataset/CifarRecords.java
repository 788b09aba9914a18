package org.linfnet.dataset;

import java.io.IOException;
import java.io.InputStream;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;
import org.linfnet.layer.Shape;

/**
 * The images of a split, read file by file in the binary format of CIFAR-10: records of one byte
 * for the label and then the bytes of the image, channel by channel, row-major.
 */
final class CifarRecords {

  private final TableDescription description;
  private final int imagesInAFile;
  private final int[] labels;
  private final byte[] pixels;

  /**
   * @param description shape and classes of the images
   * @param files how many files the split has
   * @param imagesInAFile the records of each
   */
  CifarRecords(TableDescription description, int files, int imagesInAFile) {
    this.description = description;
    this.imagesInAFile = imagesInAFile;
    this.labels = new int[files * imagesInAFile];
    this.pixels = new byte[Math.multiplyExact(labels.length, description.shape().size())];
  }

  /**
   * Reads one file.
   *
   * @param number which file of the split, from 0
   * @param name for messages
   * @param content its bytes; not closed
   * @throws InvalidInputException when it has more or fewer records, or a label is no class
   * @throws IOException when it cannot be read
   */
  void read(int number, String name, InputStream content) throws IOException {
    int size = description.shape().size();
    int first = number * imagesInAFile;
    for (int i = first; i < first + imagesInAFile; i++) {
      int label = content.read();
      if (label < 0 || content.readNBytes(pixels, i * size, size) < size) {
        throw wrongLength(name, "is truncated");
      }
      labels[i] = requireClass(label, name, i - first);
    }
    if (content.read() >= 0) {
      throw wrongLength(name, "has trailing bytes");
    }
  }

  private InvalidInputException wrongLength(String name, String fault) {
    return new InvalidInputException(
        "%s %s: it must hold %d images; fetch it again".formatted(name, fault, imagesInAFile));
  }

  private int requireClass(int stored, String name, int position) {
    if (stored >= description.classes()) {
      throw new InvalidInputException(
          "%s: label %d at position %d is not in [0, %d); fetch the file again"
              .formatted(name, stored, position, description.classes()));
    }
    return stored;
  }

  /** The split; the id of an example is its position in the files, one after another. */
  LabelledImages images() {
    Shape shape = description.shape();
    return new LabelledImages(
        description, ExampleBlock.numbered(0, labels, StoredValues.of(pixels, shape.size())));
  }
}

package org.linfnet.dataset;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.linfnet.InvalidInputException;

/**
 * A file of unsigned bytes in the IDX format of MNIST: a magic number whose third byte is the type
 * (8, unsigned bytes) and whose last is the number of dimensions, then each dimension as a
 * big-endian 32-bit number, then the bytes, the last dimension running fastest.
 */
public final class IdxFile {

  private static final int UNSIGNED_BYTES = 0x0800;
  private static final int LABELS = 1;
  private static final int IMAGES = 3;

  private final String name;
  private final List<Integer> dimensions;
  private final byte[] values;

  private IdxFile(String name, List<Integer> dimensions, byte[] values) {
    this.name = name;
    this.dimensions = dimensions;
    this.values = values;
  }

  /**
   * Reads a file of labels, one dimension.
   *
   * @param name the file, for messages
   * @param content all its bytes, uncompressed
   * @throws InvalidInputException when the content is not that of such a file
   */
  public static IdxFile labels(String name, byte[] content) {
    return read(name, content, LABELS);
  }

  /**
   * Reads a file of images: count, height, width.
   *
   * @param name the file, for messages
   * @param content all its bytes, uncompressed
   * @throws InvalidInputException when the content is not that of such a file
   */
  public static IdxFile images(String name, byte[] content) {
    return read(name, content, IMAGES);
  }

  private static IdxFile read(String name, byte[] content, int rank) {
    int headerBytes = Integer.BYTES * (1 + rank);
    if (content.length < headerBytes) {
      throw new InvalidInputException(
          String.format(
              "%s is truncated: %d bytes, where an IDX header has %d; fetch it again",
              name, content.length, headerBytes));
    }
    ByteBuffer header = ByteBuffer.wrap(content);
    int magic = header.getInt();
    if (magic != (UNSIGNED_BYTES | rank)) {
      throw new InvalidInputException(
          String.format(
              "%s is no IDX file of %s: its magic number is 0x%08x, not 0x%08x; is it another"
                  + " file?",
              name, rank == IMAGES ? "images" : "labels", magic, UNSIGNED_BYTES | rank));
    }
    List<Integer> dimensions = IntStream.range(0, rank).mapToObj(i -> header.getInt()).toList();
    checkLength(name, dimensions, content.length - headerBytes);
    return new IdxFile(name, dimensions, Arrays.copyOfRange(content, headerBytes, content.length));
  }

  private static void checkLength(String name, List<Integer> dimensions, int held) {
    double promised = 1;
    for (int dimension : dimensions) {
      if (dimension < 0) {
        throw new InvalidInputException(
            name + " has the dimensions " + dimensions + ": it is damaged; fetch it again");
      }
      promised *= dimension;
    }
    if (held != promised) {
      throw new InvalidInputException(
          String.format(
              "%s %s: its header promises %.0f bytes after it, it holds %d; fetch it again",
              name, held < promised ? "is truncated" : "has trailing bytes", promised, held));
    }
  }

  /** The file, for messages. */
  public String name() {
    return name;
  }

  /** The number of labels or images. */
  public int count() {
    return dimensions.get(0);
  }

  /** The other dimensions: none for labels, height and width for images. */
  public List<Integer> itemDimensions() {
    return dimensions.subList(1, dimensions.size());
  }

  /** Every byte after the header; not copied. */
  public byte[] values() {
    return values;
  }
}

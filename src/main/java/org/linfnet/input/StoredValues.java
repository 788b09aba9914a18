package org.linfnet.input;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * The values of a block of examples as their table stores them: bytes of images or numbers of
 * features, row-major, {@code [size * width]}. The arrays are not copied and must not be written
 * to.
 */
public abstract class StoredValues implements Serializable {

  private static final long serialVersionUID = 1;

  private final int width;

  private StoredValues(int width) {
    this.width = width;
  }

  /** Bytes, {@code byte[size * width]}, each from 0 to 255. */
  public static StoredValues of(byte[] bytes, int width) {
    return new Bytes(bytes, width);
  }

  /** Numbers, {@code double[size * width]}. */
  public static StoredValues of(double[] numbers, int width) {
    return new Numbers(numbers, width);
  }

  /** The values of one example. */
  public final int width() {
    return width;
  }

  /** The examples. */
  public abstract int size();

  /** A value as a number; a byte counts from 0 to 255. */
  public abstract double number(int example, int i);

  /** One example's values as a table stores them: {@code byte[width]} or {@code double[width]}. */
  public abstract Object row(int example);

  /**
   * Copies some of an example's bytes.
   *
   * @throws IllegalStateException when the values are no bytes
   */
  void copyBytes(int example, int from, byte[] out, int at, int count) {
    throw new IllegalStateException("images are stored as bytes");
  }

  /**
   * Looks up some of an example's bytes: {@code out[at + i] = table[byte]}, where a byte counts
   * from 0 to 255.
   *
   * @param table {@code float[256]}
   * @throws IllegalStateException when the values are no bytes
   */
  void lookUpBytes(int example, int from, float[] table, float[] out, int at, int count) {
    throw new IllegalStateException("images are stored as bytes");
  }

  /** Orders two examples by their values, one after another. */
  abstract int compare(int example, StoredValues other, int otherExample);

  /** Adds an example's values to a digest. */
  abstract void digest(int example, MessageDigest digest);

  /** Chosen examples of blocks of the same kind and width, in the order of the places. */
  abstract StoredValues gather(List<StoredValues> blocks, List<Place> places);

  /**
   * Where an example is.
   *
   * @param block in a list of blocks
   * @param example in its block
   */
  record Place(int block, int example) {}

  private static final class Bytes extends StoredValues {

    private static final long serialVersionUID = 1;

    private final byte[] bytes;

    Bytes(byte[] bytes, int width) {
      super(width);
      this.bytes = bytes;
    }

    @Override
    public int size() {
      return bytes.length / width();
    }

    @Override
    public double number(int example, int i) {
      return Byte.toUnsignedInt(bytes[example * width() + i]);
    }

    @Override
    public Object row(int example) {
      return Arrays.copyOfRange(bytes, example * width(), (example + 1) * width());
    }

    @Override
    void copyBytes(int example, int from, byte[] out, int at, int count) {
      System.arraycopy(bytes, example * width() + from, out, at, count);
    }

    @Override
    void lookUpBytes(int example, int from, float[] table, float[] out, int at, int count) {
      int source = example * width() + from;
      for (int i = 0; i < count; i++) {
        out[at + i] = table[Byte.toUnsignedInt(bytes[source + i])];
      }
    }

    @Override
    int compare(int example, StoredValues other, int otherExample) {
      int from = example * width();
      int otherFrom = otherExample * width();
      return Arrays.compareUnsigned(
          bytes, from, from + width(), ((Bytes) other).bytes, otherFrom, otherFrom + width());
    }

    @Override
    void digest(int example, MessageDigest digest) {
      digest.update(bytes, example * width(), width());
    }

    @Override
    StoredValues gather(List<StoredValues> blocks, List<Place> places) {
      byte[] gathered = new byte[Math.multiplyExact(places.size(), width())];
      for (int k = 0; k < places.size(); k++) {
        byte[] source = ((Bytes) blocks.get(places.get(k).block())).bytes;
        System.arraycopy(source, places.get(k).example() * width(), gathered, k * width(), width());
      }
      return new Bytes(gathered, width());
    }
  }

  private static final class Numbers extends StoredValues {

    private static final long serialVersionUID = 1;

    private final double[] numbers;

    Numbers(double[] numbers, int width) {
      super(width);
      this.numbers = numbers;
    }

    @Override
    public int size() {
      return numbers.length / width();
    }

    @Override
    public double number(int example, int i) {
      return numbers[example * width() + i];
    }

    @Override
    public Object row(int example) {
      return Arrays.copyOfRange(numbers, example * width(), (example + 1) * width());
    }

    @Override
    int compare(int example, StoredValues other, int otherExample) {
      int from = example * width();
      int otherFrom = otherExample * width();
      return Arrays.compare(
          numbers, from, from + width(), ((Numbers) other).numbers, otherFrom, otherFrom + width());
    }

    @Override
    void digest(int example, MessageDigest digest) {
      ByteBuffer row = ByteBuffer.allocate(width() * Double.BYTES);
      row.asDoubleBuffer().put(numbers, example * width(), width());
      digest.update(row.array());
    }

    @Override
    StoredValues gather(List<StoredValues> blocks, List<Place> places) {
      double[] gathered = new double[Math.multiplyExact(places.size(), width())];
      for (int k = 0; k < places.size(); k++) {
        double[] source = ((Numbers) blocks.get(places.get(k).block())).numbers;
        System.arraycopy(source, places.get(k).example() * width(), gathered, k * width(), width());
      }
      return new Numbers(gathered, width());
    }
  }
}

package org.linfnet.input;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.linfnet.InvalidInputException;

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

  /**
   * Numbers that are mostly 0, of one example.
   *
   * @param indices of the numbers that may differ from 0, rising
   * @param numbers these numbers
   */
  public static StoredValues sparse(int[] indices, double[] numbers, int width) {
    return new SparseNumbers(new int[] {0, indices.length}, indices, numbers, width);
  }

  /**
   * Whether examples take less room as their numbers that may differ from 0.
   *
   * @param kept how many of these numbers all examples have
   */
  public static boolean areSparse(long examples, long kept, int width) {
    return kept * (Integer.BYTES + Double.BYTES) < examples * width * Double.BYTES;
  }

  /**
   * The length of an array of values.
   *
   * @throws InvalidInputException when no array is that long
   */
  private static int length(int examples, int width) {
    long values = (long) examples * width;
    if (values > Integer.MAX_VALUE - 8) {
      throw new InvalidInputException(
          "a shard has %d examples of %d values, more than an array can hold: raise shards"
              .formatted(examples, width));
    }
    return (int) values;
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

  /** Writes one example's values as numbers to {@code [at, at + width)}. */
  void copyNumbers(int example, double[] out, int at) {
    for (int i = 0; i < width; i++) {
      out[at + i] = number(example, i);
    }
  }

  /**
   * Writes one example's numbers, standardised: {@code out[at + i] = (x - centres[i]) / scales[i]}
   * in double, rounded to float once.
   */
  void standardise(int example, double[] centres, double[] scales, float[] out, int at) {
    for (int i = 0; i < width; i++) {
      out[at + i] = (float) ((number(example, i) - centres[i]) / scales[i]);
    }
  }

  /** Whether examples are kept as their values that differ from 0. */
  boolean isSparse() {
    return false;
  }

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
      byte[] gathered = new byte[length(places.size(), width())];
      for (int k = 0; k < places.size(); k++) {
        byte[] source = ((Bytes) blocks.get(places.get(k).block())).bytes;
        System.arraycopy(source, places.get(k).example() * width(), gathered, k * width(), width());
      }
      return new Bytes(gathered, width());
    }
  }

  /** Numbers, whichever way they are kept. Two ways of keeping the same numbers act alike. */
  private abstract static class Features extends StoredValues {

    private static final long serialVersionUID = 1;

    Features(int width) {
      super(width);
    }

    /** How many numbers of an example are kept. */
    abstract int kept(int example);

    @Override
    public final double[] row(int example) {
      double[] row = new double[width()];
      copyNumbers(example, row, 0);
      return row;
    }

    @Override
    final int compare(int example, StoredValues other, int otherExample) {
      return Arrays.compare(row(example), ((Features) other).row(otherExample));
    }

    @Override
    final void digest(int example, MessageDigest digest) {
      ByteBuffer bytes = ByteBuffer.allocate(width() * Double.BYTES);
      bytes.asDoubleBuffer().put(row(example));
      digest.update(bytes.array());
    }

    /** Keeps the examples in whichever way takes less room. */
    @Override
    final StoredValues gather(List<StoredValues> blocks, List<Place> places) {
      long kept = 0;
      for (Place place : places) {
        kept += ((Features) blocks.get(place.block())).kept(place.example());
      }
      return areSparse(places.size(), kept, width())
          ? SparseNumbers.gathered(blocks, places, Math.toIntExact(kept), width())
          : Numbers.gathered(blocks, places, width());
    }
  }

  private static final class Numbers extends Features {

    private static final long serialVersionUID = 1;

    private final double[] numbers;

    Numbers(double[] numbers, int width) {
      super(width);
      this.numbers = numbers;
    }

    static Numbers gathered(List<StoredValues> blocks, List<Place> places, int width) {
      double[] gathered = new double[length(places.size(), width)];
      for (int k = 0; k < places.size(); k++) {
        Place place = places.get(k);
        blocks.get(place.block()).copyNumbers(place.example(), gathered, k * width);
      }
      return new Numbers(gathered, width);
    }

    @Override
    int kept(int example) {
      return width();
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
    void copyNumbers(int example, double[] out, int at) {
      System.arraycopy(numbers, example * width(), out, at, width());
    }

    @Override
    void standardise(int example, double[] centres, double[] scales, float[] out, int at) {
      int from = example * width();
      for (int i = 0; i < centres.length; i++) {
        out[at + i] = (float) ((numbers[from + i] - centres[i]) / scales[i]);
      }
    }
  }

  private static final class SparseNumbers extends Features {

    private static final long serialVersionUID = 1;

    private final int[] starts;
    private final int[] indices;
    private final double[] numbers;

    /**
     * @param starts where each example's numbers begin and the last one's end, {@code int[size +
     *     1]}
     * @param indices of the kept numbers, rising within an example
     */
    SparseNumbers(int[] starts, int[] indices, double[] numbers, int width) {
      super(width);
      this.starts = starts;
      this.indices = indices;
      this.numbers = numbers;
    }

    static SparseNumbers gathered(
        List<StoredValues> blocks, List<Place> places, int kept, int width) {
      int[] starts = new int[places.size() + 1];
      int[] indices = new int[kept];
      double[] numbers = new double[kept];
      for (int k = 0; k < places.size(); k++) {
        Place place = places.get(k);
        Features block = (Features) blocks.get(place.block());
        int count = block.kept(place.example());
        if (block instanceof SparseNumbers sparse) {
          int from = sparse.starts[place.example()];
          System.arraycopy(sparse.indices, from, indices, starts[k], count);
          System.arraycopy(sparse.numbers, from, numbers, starts[k], count);
        } else {
          block.copyNumbers(place.example(), numbers, starts[k]);
          for (int i = 0; i < count; i++) {
            indices[starts[k] + i] = i;
          }
        }
        starts[k + 1] = starts[k] + count;
      }
      return new SparseNumbers(starts, indices, numbers, width);
    }

    @Override
    int kept(int example) {
      return starts[example + 1] - starts[example];
    }

    @Override
    boolean isSparse() {
      return true;
    }

    @Override
    public int size() {
      return starts.length - 1;
    }

    @Override
    public double number(int example, int i) {
      int at = Arrays.binarySearch(indices, starts[example], starts[example + 1], i);
      return at < 0 ? 0 : numbers[at];
    }

    @Override
    void copyNumbers(int example, double[] out, int at) {
      Arrays.fill(out, at, at + width(), 0);
      for (int k = starts[example]; k < starts[example + 1]; k++) {
        out[at + indices[k]] = numbers[k];
      }
    }

    @Override
    void standardise(int example, double[] centres, double[] scales, float[] out, int at) {
      for (int i = 0; i < centres.length; i++) {
        out[at + i] = (float) ((0 - centres[i]) / scales[i]);
      }
      for (int k = starts[example]; k < starts[example + 1]; k++) {
        int i = indices[k];
        out[at + i] = (float) ((numbers[k] - centres[i]) / scales[i]);
      }
    }
  }
}

package org.linfnet.data;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongToIntFunction;
import org.apache.spark.sql.Row;

/**
 * The examples of one partition in flat arrays, ordered by id. The arrays are not copied: whoever
 * holds the block must not write to them.
 */
public final class ExampleBlock implements Serializable {

  /** The label of an example out of a table without labels. */
  public static final int NO_LABEL = -1;

  private static final long serialVersionUID = 1L;

  private final long[] ids;
  private final int[] labels;
  private final byte[] pixels;
  private final int inputs;

  /**
   * @param ids {@code long[size]}
   * @param labels {@code int[size]}, {@link #NO_LABEL} where there is none
   * @param pixels {@code byte[size * inputs]}, row-major
   * @param inputs the pixels of one example
   * @throws IllegalArgumentException when the lengths disagree
   */
  public ExampleBlock(long[] ids, int[] labels, byte[] pixels, int inputs) {
    if (labels.length != ids.length || pixels.length != Math.multiplyExact(ids.length, inputs)) {
      throw new IllegalArgumentException(
          ids.length + " ids, " + labels.length + " labels, " + pixels.length + " pixels");
    }
    this.ids = ids;
    this.labels = labels;
    this.pixels = pixels;
    this.inputs = inputs;
  }

  /**
   * Gathers the rows of one partition and orders them by id, then label, then pixels, so that the
   * block does not depend on the order in which the rows came.
   *
   * @param rows with the columns of {@link ExampleSchema}, found by name; {@code label} may be
   *     missing
   * @param description what the table says about itself
   * @throws InvalidInputException when a row holds a null, a label that is not in [0, classes), or
   *     an image of another size
   */
  public static ExampleBlock of(Iterator<Row> rows, DatasetDescription description) {
    List<Example> examples = new ArrayList<>();
    while (rows.hasNext()) {
      examples.add(Example.of(rows.next(), description));
    }
    examples.sort(Example.ORDER);
    return flatten(examples, description.shape().inputs());
  }

  /**
   * The examples of several blocks as one, ordered as {@link #of} orders them.
   *
   * @param inputs the pixels of one example, alike in all blocks
   */
  public static ExampleBlock merge(Iterator<ExampleBlock> blocks, int inputs) {
    List<Example> examples = new ArrayList<>();
    while (blocks.hasNext()) {
      blocks.next().addTo(examples);
    }
    examples.sort(Example.ORDER);
    return flatten(examples, inputs);
  }

  /**
   * Deals the examples out to several blocks, in the order that they have here.
   *
   * @param blocks how many
   * @param choice from an example's id to its block, in [0, blocks)
   */
  public List<ExampleBlock> deal(int blocks, LongToIntFunction choice) {
    List<List<Example>> dealt = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      dealt.add(new ArrayList<>());
    }
    for (int i = 0; i < size(); i++) {
      dealt.get(choice.applyAsInt(ids[i])).add(example(i));
    }
    return dealt.stream().map(examples -> flatten(examples, inputs)).toList();
  }

  private void addTo(List<Example> examples) {
    for (int i = 0; i < size(); i++) {
      examples.add(example(i));
    }
  }

  private Example example(int i) {
    return new Example(ids[i], labels[i], Arrays.copyOfRange(pixels, i * inputs, (i + 1) * inputs));
  }

  private static ExampleBlock flatten(List<Example> examples, int inputs) {
    int size = examples.size();
    ExampleBlock block =
        new ExampleBlock(
            new long[size], new int[size], new byte[Math.multiplyExact(size, inputs)], inputs);
    for (int i = 0; i < size; i++) {
      Example example = examples.get(i);
      block.ids[i] = example.id();
      block.labels[i] = example.label();
      System.arraycopy(example.pixels(), 0, block.pixels, i * inputs, inputs);
    }
    return block;
  }

  /** The number of examples. */
  public int size() {
    return ids.length;
  }

  /** {@code long[size]}, ascending when the block was gathered from rows. */
  public long[] ids() {
    return ids;
  }

  /** {@code int[size]}, {@link #NO_LABEL} where there is none. */
  public int[] labels() {
    return labels;
  }

  /** {@code byte[size * inputs]}, row-major; example i is at {@code i * inputs}. */
  public byte[] pixels() {
    return pixels;
  }

  /** The pixels of one example. */
  public int inputs() {
    return inputs;
  }
}

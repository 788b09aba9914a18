package org.linfnet.input;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.linfnet.RandomStream;
import org.linfnet.input.StoredValues.Place;

/**
 * A block of examples in flat arrays. The arrays are not copied and must not be written to. Blocks
 * that are merged are ordered by id, then label, values and weight, so that no order in which rows
 * come can matter.
 */
public final class ExampleBlock implements Serializable {

  /** The label of an example without a label. */
  public static final int NO_LABEL = -1;

  private static final long serialVersionUID = 2;

  /** Hashed in place of the weight, on which an id does not depend. */
  private static final long UNIT_WEIGHT = Double.doubleToLongBits(1);

  private final long[] ids;
  private final int[] labels;
  private final double[] weights;
  private final StoredValues values;

  /**
   * @param ids {@code long[size]}
   * @param labels {@code int[size]}, {@link #NO_LABEL} where there is none
   * @param weights how much each example counts beside others, {@code double[size]}
   * @param values of all examples
   * @throws IllegalArgumentException when the lengths disagree
   */
  public ExampleBlock(long[] ids, int[] labels, double[] weights, StoredValues values) {
    if (labels.length != ids.length || weights.length != ids.length) {
      throw new IllegalArgumentException(
          "%d ids, %d labels, %d weights".formatted(ids.length, labels.length, weights.length));
    }
    this.ids = ids;
    this.labels = labels;
    this.weights = weights;
    this.values = values;
  }

  /** One example. */
  public static ExampleBlock of(long id, int label, double weight, StoredValues values) {
    return new ExampleBlock(new long[] {id}, new int[] {label}, new double[] {weight}, values);
  }

  /**
   * Examples of equal weight whose ids count upwards.
   *
   * @param firstId the id of the first
   * @param labels {@code int[size]}
   * @param values of all examples
   */
  public static ExampleBlock numbered(long firstId, int[] labels, StoredValues values) {
    double[] weights = new double[labels.length];
    Arrays.fill(weights, 1);
    return new ExampleBlock(
        LongStream.range(firstId, firstId + labels.length).toArray(), labels, weights, values);
  }

  /**
   * One example that its table gives no id. Its id is a hash of its label and its values, the same
   * in every JVM.
   *
   * @param values of the example
   */
  public static ExampleBlock withoutId(int label, double weight, StoredValues values) {
    double[] row = new double[values.width()];
    values.copyNumbers(0, row, 0);
    long[] bits = new long[row.length + 2];
    bits[0] = label;
    bits[1] = UNIT_WEIGHT;
    for (int i = 0; i < row.length; i++) {
      bits[i + 2] = Double.doubleToLongBits(row[i]);
    }
    long id = new RandomStream(0).at(bits).seed();
    return of(id, label, weight, values);
  }

  /**
   * All examples of several blocks, ordered.
   *
   * @param blocks of the same kind and width
   * @param empty gives the values of a block when there are no examples
   */
  public static ExampleBlock merged(List<ExampleBlock> blocks, StoredValues empty) {
    List<Place> places = new ArrayList<>();
    for (int block = 0; block < blocks.size(); block++) {
      for (int example = 0; example < blocks.get(block).size(); example++) {
        places.add(new Place(block, example));
      }
    }
    places.sort(order(blocks));
    return gather(blocks, places, empty);
  }

  private static Comparator<Place> order(List<ExampleBlock> blocks) {
    Comparator<Place> byId =
        Comparator.comparingLong(place -> blocks.get(place.block()).ids[place.example()]);
    return byId.thenComparingInt(place -> blocks.get(place.block()).labels[place.example()])
        .thenComparing(
            (a, b) ->
                blocks
                    .get(a.block())
                    .values
                    .compare(a.example(), blocks.get(b.block()).values, b.example()))
        .thenComparingDouble(place -> blocks.get(place.block()).weights[place.example()]);
  }

  private static ExampleBlock gather(
      List<ExampleBlock> blocks, List<Place> places, StoredValues empty) {
    long[] ids = new long[places.size()];
    int[] labels = new int[places.size()];
    double[] weights = new double[places.size()];
    for (int k = 0; k < places.size(); k++) {
      ExampleBlock block = blocks.get(places.get(k).block());
      int example = places.get(k).example();
      ids[k] = block.ids[example];
      labels[k] = block.labels[example];
      weights[k] = block.weights[example];
    }
    StoredValues values = empty.gather(blocks.stream().map(block -> block.values).toList(), places);
    return new ExampleBlock(ids, labels, weights, values);
  }

  /**
   * Deals the examples out to several blocks, in the order that they have here.
   *
   * @param blocks how many
   * @param choice from an example's id to its block, in [0, blocks)
   */
  public List<ExampleBlock> deal(int blocks, LongToIntFunction choice) {
    List<List<Place>> dealt = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      dealt.add(new ArrayList<>());
    }
    for (int i = 0; i < size(); i++) {
      dealt.get(choice.applyAsInt(ids[i])).add(new Place(0, i));
    }
    return dealt.stream().map(places -> gather(List.of(this), places, values)).toList();
  }

  /** The first examples of this block. */
  public ExampleBlock first(int count) {
    List<Place> places = IntStream.range(0, count).mapToObj(i -> new Place(0, i)).toList();
    return gather(List.of(this), places, values);
  }

  /** The number of examples. */
  public int size() {
    return ids.length;
  }

  /** {@code long[size]}. */
  public long[] ids() {
    return ids;
  }

  /** {@code int[size]}, {@link #NO_LABEL} where there is none. */
  public int[] labels() {
    return labels;
  }

  /** How much each example counts beside others, {@code double[size]}. */
  public double[] weights() {
    return weights;
  }

  /** The values of all examples. */
  public StoredValues values() {
    return values;
  }

  /** Adds all that tells an example from another to a digest. */
  public void digest(int example, MessageDigest digest) {
    ByteBuffer head = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + Double.BYTES);
    head.putLong(ids[example]).putInt(labels[example]).putDouble(weights[example]);
    digest.update(head.array());
    values.digest(example, digest);
  }
}

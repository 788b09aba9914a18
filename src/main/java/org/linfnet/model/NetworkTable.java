package org.linfnet.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.layer.Slot;
import org.linfnet.network.NetworkState;
import org.linfnet.train.spark.NetworkBroadcast;
import scala.Tuple3;

/**
 * The numbers of a network as a table: {@code slot STRING, at INT, values ARRAY<FLOAT>}. A slot is
 * cut into rows of a bounded length; {@code at} is the place of a row's first value in its slot.
 */
final class NetworkTable {

  /** The column of the slots' names. */
  static final String SLOT = "slot";

  private static final String AT = "at";
  private static final String VALUES = "values";
  private static final int ROW_LENGTH = 1 << 16;
  private static final int ROWS_IN_A_FILE = 64;

  private final Map<String, List<Slot>> arrays;
  private final float[] numbers;
  private final BitSet filled;

  private NetworkTable(Map<String, List<Slot>> arrays, int size) {
    this.arrays = arrays;
    this.numbers = new float[size];
    this.filled = new BitSet(size);
  }

  /**
   * A row of the table before its numbers are copied.
   *
   * @param slot the slot's place in the network's list
   * @param at the first value
   */
  private record Part(int slot, int at) implements Serializable {}

  /**
   * @param description what the metadata of {@code values} say about the model
   */
  static StructType schema(Metadata description) {
    return new StructType()
        .add(SLOT, DataTypes.StringType, false)
        .add(AT, DataTypes.IntegerType, false)
        .add(
            new StructField(
                VALUES, DataTypes.createArrayType(DataTypes.FloatType, false), false, description));
  }

  /** What the metadata of {@code values} say; empty when there is no such column. */
  static Metadata description(StructType schema) {
    return Arrays.asList(schema.fieldNames()).contains(VALUES)
        ? schema.apply(VALUES).metadata()
        : Metadata.empty();
  }

  /** The rows, cut out of the numbers by the tasks that write them. */
  static JavaRDD<Row> rows(JavaSparkContext spark, NetworkBroadcast sent) {
    List<Part> parts = parts(sent.network().slots());
    int files = Math.max(1, (parts.size() + ROWS_IN_A_FILE - 1) / ROWS_IN_A_FILE);
    List<Integer> rows = IntStream.range(0, parts.size()).boxed().toList();
    return spark.parallelize(rows, files).map(row -> row(sent.state(), parts.get(row)));
  }

  private static List<Part> parts(List<Slot> slots) {
    List<Part> parts = new ArrayList<>();
    for (int slot = 0; slot < slots.size(); slot++) {
      for (int at = 0; at < slots.get(slot).length(); at += ROW_LENGTH) {
        parts.add(new Part(slot, at));
      }
    }
    return parts;
  }

  private static Row row(NetworkState state, Part part) {
    Slot slot = state.network().slots().get(part.slot());
    int from = slot.at() + part.at();
    int to = Math.min(slot.end(), from + ROW_LENGTH);
    return RowFactory.create(slot.name(), part.at(), Arrays.copyOfRange(state.numbers(), from, to));
  }

  /**
   * The numbers of a network, {@code float[size]}. The table is read a partition at a time.
   *
   * @param nameColumn the column of the arrays' names
   * @param arrays the slots that each array of the table holds, one after another
   * @param size the numbers of all slots
   * @throws InvalidInputException when a number is missing or there twice, or has no slot
   */
  static float[] read(
      Dataset<Row> table, String nameColumn, Map<String, List<Slot>> arrays, int size) {
    Encoder<float[]> values = table.sparkSession().implicits().newFloatArrayEncoder();
    Iterator<Tuple3<String, Integer, float[]>> rows =
        table
            .select(nameColumn, AT, VALUES)
            .as(Encoders.tuple(Encoders.STRING(), Encoders.INT(), values))
            .toLocalIterator();
    NetworkTable read = new NetworkTable(arrays, size);
    rows.forEachRemaining(row -> read.fill(row._1(), row._2(), row._3()));
    return read.complete();
  }

  /** Copies the values from a place of an array on to the slots that the array holds. */
  private void fill(String array, int at, float[] values) {
    long end = (long) at + values.length;
    long slotAt = 0;
    int copied = 0;
    for (Slot slot : arrays.getOrDefault(array, List.of())) {
      long from = Math.max(at, slotAt);
      long to = Math.min(end, slotAt + slot.length());
      if (from < to) {
        int count = (int) (to - from);
        copy(values, (int) (from - at), slot.at() + (int) (from - slotAt), count);
        copied += count;
      }
      slotAt += slot.length();
    }
    if (copied != values.length) {
      throw damaged("numbers %d to %d of %s, which no layer has".formatted(at, end - 1, array));
    }
  }

  private void copy(float[] values, int from, int to, int count) {
    int next = filled.nextSetBit(to);
    if (next >= 0 && next < to + count) {
      throw damaged("a number twice");
    }
    System.arraycopy(values, from, numbers, to, count);
    filled.set(to, to + count);
  }

  private float[] complete() {
    if (filled.cardinality() < numbers.length) {
      throw damaged("%d of %d numbers".formatted(filled.cardinality(), numbers.length));
    }
    return numbers;
  }

  private static InvalidInputException damaged(String found) {
    return new InvalidInputException(
        "its data hold %s; copy the model again, or train it again".formatted(found));
  }
}

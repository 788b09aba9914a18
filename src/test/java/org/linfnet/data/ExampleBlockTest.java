package org.linfnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import scala.reflect.ClassTag$;

class ExampleBlockTest {

  private static final DatasetDescription TWO_BY_ONE =
      new DatasetDescription(
          "pairs", Split.TRAIN, new ImageShape(2, 1), 3, new Standardisation(0.5f, 0.5f));
  private static final StructType SCHEMA = ExampleSchema.of(TWO_BY_ONE);

  @Test
  void isOrderedByIdThenLabelThenUnsignedPixels() {
    List<Row> rows =
        List.of(
            row(7L, 0, pixels(1, 2)),
            row(3L, 2, pixels(200, 0)),
            row(3L, 1, pixels(255, 0)),
            row(3L, 1, pixels(127, 0)));

    ExampleBlock block = ExampleBlock.of(rows.iterator(), TWO_BY_ONE);

    assertThat(block.ids()).containsExactly(3, 3, 3, 7);
    assertThat(block.labels()).containsExactly(1, 1, 2, 0);
    assertThat(block.pixels()).isEqualTo(pixels(127, 0, 255, 0, 200, 0, 1, 2));
    assertThat(block.inputs()).isEqualTo(2);
  }

  @Test
  void findsItsColumnsByName() {
    StructType shuffled = new StructType(reversed(SCHEMA.fields()));
    Row row = new GenericRowWithSchema(new Object[] {pixels(8, 9), 2, 5L}, shuffled);

    ExampleBlock block = ExampleBlock.of(List.of(row).iterator(), TWO_BY_ONE);

    assertThat(block.ids()).containsExactly(5);
    assertThat(block.labels()).containsExactly(2);
  }

  @Test
  void withoutALabelColumnLabelsAreMinusOne() {
    StructType unlabelled =
        new StructType(new StructField[] {SCHEMA.apply("id"), SCHEMA.apply("pixels")});
    Row row = new GenericRowWithSchema(new Object[] {5L, pixels(8, 9)}, unlabelled);

    assertThat(ExampleBlock.of(List.of(row).iterator(), TWO_BY_ONE).labels())
        .containsExactly(ExampleBlock.NO_LABEL);
  }

  @Test
  void ofNoRowsIsEmpty() {
    assertThat(ExampleBlock.of(List.<Row>of().iterator(), TWO_BY_ONE).size()).isZero();
  }

  static Stream<Arguments> unusableRows() {
    return Stream.of(
        Arguments.of(row(null, 0, pixels(1, 2)), "a row has no id (null)"),
        Arguments.of(row(41L, null, pixels(1, 2)), "the row with id 41 has no label (null)"),
        Arguments.of(row(41L, 0, null), "the row with id 41 has no pixels (null)"),
        Arguments.of(row(41L, 3, pixels(1, 2)), "id 41 has label 3: labels must be in [0, 3)"),
        Arguments.of(row(41L, -1, pixels(1, 2)), "id 41 has label -1: labels must be in [0, 3)"),
        Arguments.of(row(41L, 0, pixels(1)), "id 41 has 1 pixels: an image of 2 x 1 has 2"));
  }

  @ParameterizedTest
  @MethodSource("unusableRows")
  void refusesARowByItsId(Row row, String message) {
    Iterator<Row> rows = List.of(row).iterator();

    assertThatThrownBy(() -> ExampleBlock.of(rows, TWO_BY_ONE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void survivesKryo() throws IOException {
    ExampleBlock block =
        new ExampleBlock(new long[] {4, 5}, new int[] {0, 1}, pixels(1, 2, 3, 4), 2);
    SerializerInstance kryo = new KryoSerializer(new SparkConf(false)).newInstance();

    ByteBuffer bytes = kryo.serialize(block, ClassTag$.MODULE$.apply(ExampleBlock.class));
    ExampleBlock copy = kryo.deserialize(bytes, ClassTag$.MODULE$.apply(ExampleBlock.class));

    assertThat(copy).usingRecursiveComparison().isEqualTo(block);
  }

  private static Row row(Long id, Integer label, byte[] pixels) {
    return new GenericRowWithSchema(new Object[] {id, label, pixels}, SCHEMA);
  }

  private static byte[] pixels(int... values) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) values[i];
    }
    return pixels;
  }

  private static StructField[] reversed(StructField[] fields) {
    StructField[] reversed = Arrays.copyOf(fields, fields.length);
    for (int i = 0; i < fields.length; i++) {
      reversed[i] = fields[fields.length - 1 - i];
    }
    return reversed;
  }
}

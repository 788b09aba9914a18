package org.linfnet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;
import scala.jdk.javaapi.CollectionConverters;

class ExampleReaderTest {

  private static final InputColumn IMAGES = new InputColumn("pixels", true);
  private static final InputColumn FEATURES = new InputColumn("features", false);

  private static ExampleReader reader(InputColumn inputs, InvalidRows invalid) {
    return new ExampleReader(inputs, 2, 3, "label", "weight", invalid);
  }

  private static Row row(Object inputs, Double label, Double weight, Long id) {
    return RowFactory.create(inputs, label, weight, id);
  }

  @Test
  void readsAnImage() {
    ExampleBlock example =
        reader(IMAGES, InvalidRows.ERROR)
            .read(row(new byte[] {8, (byte) 255}, 2.0, 0.5, 41L))
            .orElseThrow();
    assertThat(example.ids()).containsExactly(41);
    assertThat(example.labels()).containsExactly(2);
    assertThat(example.weights()).containsExactly(0.5);
    assertThat(example.values().row(0)).isEqualTo(new byte[] {8, (byte) 255});
  }

  static Stream<Object> features() {
    return Stream.of(
        Vectors.dense(0.5, -3),
        Vectors.sparse(2, new int[] {0, 1}, new double[] {0.5, -3}),
        CollectionConverters.asScala(List.of(0.5f, -3f)).toSeq(),
        CollectionConverters.asScala(List.of(0.5, -3.0)).toSeq());
  }

  @ParameterizedTest
  @MethodSource("features")
  void readsFeaturesOfEveryType(Object features) {
    ExampleBlock example =
        reader(FEATURES, InvalidRows.ERROR).read(row(features, 1.0, 1.0, null)).orElseThrow();
    assertThat(example.values().row(0)).isEqualTo(new double[] {0.5, -3});
    assertThat(example.ids())
        .isEqualTo(ExampleBlock.withoutId(1, 1, StoredValues.of(new double[] {0.5, -3}, 2)).ids());
  }

  @Test
  void withoutALabelColumnThereIsNoLabel() {
    ExampleReader unlabelled = new ExampleReader(IMAGES, 2, 3, "", "", InvalidRows.ERROR);
    assertThat(unlabelled.read(row(new byte[2], null, 1.0, 5L)).orElseThrow().labels())
        .containsExactly(ExampleBlock.NO_LABEL);
  }

  @Test
  void rowsOfNoWeightAreLeftOut() {
    assertThat(reader(IMAGES, InvalidRows.ERROR).read(row(new byte[2], 0.0, 0.0, 5L))).isEmpty();
  }

  static Stream<Arguments> unusableRows() {
    return Stream.of(
        Arguments.of(IMAGES, row(new byte[2], 0.0, 1.0, null), "a row has no id (null)"),
        Arguments.of(IMAGES, row(new byte[2], null, 1.0, 4L), "a row holds null in column label"),
        Arguments.of(IMAGES, row(null, 0.0, 1.0, 4L), "a row holds null in column pixels"),
        Arguments.of(IMAGES, row(new byte[2], 0.0, null, 4L), "in column weight"),
        Arguments.of(IMAGES, row(new byte[2], 0.0, Double.NaN, 4L), "in column weight"),
        Arguments.of(IMAGES, row(new byte[2], 0.0, -1.0, 4L), "a row has a weight below 0"),
        Arguments.of(
            IMAGES, row(new byte[2], 3.0, 1.0, 4L), "labels must be whole numbers in [0, 3)"),
        Arguments.of(
            IMAGES,
            row(new byte[2], -1.0, 1.0, 4L),
            "a row has a label that is no class in column label"),
        Arguments.of(
            IMAGES,
            row(new byte[2], 0.5, 1.0, 4L),
            "a row has a label that is no class in column label"),
        Arguments.of(
            IMAGES, row(new byte[2], Double.POSITIVE_INFINITY, 1.0, 4L), "in column label"),
        Arguments.of(
            IMAGES,
            row(new byte[3], 0.0, 1.0, 4L),
            "a row has 3 values in column pixels, but 2 are wanted"),
        Arguments.of(
            FEATURES,
            row(Vectors.dense(1, 2, 3), 0.0, 1.0, null),
            "a row has 3 values in column features, but 2 are wanted"),
        Arguments.of(
            FEATURES, row(Vectors.dense(1, Double.NaN), 0.0, 1.0, null), "in column features"));
  }

  @ParameterizedTest
  @MethodSource("unusableRows")
  void refusesARowByItsColumn(InputColumn inputs, Row row, String message) {
    ExampleReader reader = reader(inputs, InvalidRows.ERROR);
    assertThatThrownBy(() -> reader.read(row))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void invalidRowsAreNoExamplesWhereTheyMayBe() {
    for (InvalidRows invalid : new InvalidRows[] {InvalidRows.SKIP, InvalidRows.KEEP}) {
      ExampleReader reader = reader(FEATURES, invalid);
      assertThat(reader.read(row(null, 0.0, 1.0, null))).isEmpty();
      assertThat(reader.read(row(Vectors.dense(1, Double.NaN), 0.0, 1.0, null))).isEmpty();
      assertThat(reader.read(row(Vectors.dense(1, 2), null, 1.0, null))).isEmpty();
      assertThat(reader.read(row(Vectors.dense(1, 2), 0.0, Double.NaN, null))).isEmpty();
      assertThat(reader.read(row(Vectors.dense(1, 2), 0.0, 1.0, null))).isPresent();
    }
  }

  static Stream<Arguments> columns() {
    return Stream.of(
        Arguments.of(DataTypes.BinaryType, true),
        Arguments.of(SQLDataTypes.VectorType(), false),
        Arguments.of(DataTypes.createArrayType(DataTypes.FloatType), false),
        Arguments.of(DataTypes.createArrayType(DataTypes.DoubleType), false));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void aColumnIsOfImagesOrOfFeatures(DataType type, boolean bytes) {
    assertThat(InputColumn.of(new StructField("x", type, true, Metadata.empty())))
        .isEqualTo(new InputColumn("x", bytes));
  }

  @Test
  void anotherTypeIsNamed() {
    DataType words = DataTypes.createArrayType(DataTypes.StringType);
    assertThatThrownBy(
            () -> InputColumn.of(new StructField("words", words, true, Metadata.empty())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("column words is ARRAY<STRING>: inputs are a VECTOR");
  }

  @Test
  void invalidRowsHaveTheNamesThatSparkGivesThem() {
    assertThat(InvalidRows.names()).containsExactly("error", "skip", "keep");
    assertThat(InvalidRows.named("skip")).isEqualTo(InvalidRows.SKIP);
  }
}

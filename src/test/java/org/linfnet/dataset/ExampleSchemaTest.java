package org.linfnet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.Shape;

class ExampleSchemaTest {

  private static final TableDescription MNIST =
      new TableDescription(
          "mnist",
          Split.TEST,
          new ImageEncoding(new Shape(1, 28, 28), new float[] {0.1307f}, 0.3081f),
          10);

  @Test
  void carriesTheDescriptionThroughItsJson() {
    assertThat(ExampleSchema.describe(throughJson(MNIST))).isEqualTo(MNIST);
  }

  @Test
  void carriesTheMuOfEveryChannelThroughItsJson() {
    TableDescription colour =
        new TableDescription(
            "colours",
            Split.TRAIN,
            new ImageEncoding(
                new Shape(3, 32, 32), new float[] {0.4914f, 0.4822f, 0.4465f}, 0.2009f),
            10);

    assertThat(ExampleSchema.describe(throughJson(colour))).isEqualTo(colour);
  }

  private static StructType throughJson(TableDescription description) {
    return (StructType) DataType.fromJson(ExampleSchema.of(description).json());
  }

  @Test
  void needsNoLabelsWhenUnlabelled() {
    StructType unlabelled =
        new StructType()
            .add("id", DataTypes.LongType)
            .add("pixels", DataTypes.BinaryType, false, MNIST.toMetadata());

    assertThat(ExampleSchema.describeUnlabelled(unlabelled)).isEqualTo(MNIST);
  }

  static Stream<Arguments> unusableSchemas() {
    StructType id = new StructType().add("id", DataTypes.LongType);
    StructType labelled = id.add("label", DataTypes.IntegerType);
    return Stream.of(
        Arguments.of(
            id.add("pixels", DataTypes.BinaryType),
            "the table has no column label (it has id, pixels): rename or add it as INT"),
        Arguments.of(
            id.add("label", DataTypes.StringType).add("pixels", DataTypes.BinaryType),
            "column label is STRING, not INT: store it as CAST(label AS INT)"),
        Arguments.of(
            new StructType().add("id", DataTypes.StringType).add("label", DataTypes.IntegerType),
            "column id is STRING, not BIGINT: store it as xxhash64(id), or name another"),
        Arguments.of(
            labelled.add("pixels", DataTypes.createArrayType(DataTypes.FloatType)),
            "column pixels is ARRAY<FLOAT>, not BINARY: take it as features with"
                + " --features-column pixels"),
        Arguments.of(
            labelled.add("pixels", DataTypes.createArrayType(DataTypes.IntegerType)),
            "column pixels is ARRAY<INT>, not BINARY: store it as CAST(pixels AS ARRAY<FLOAT>) and"
                + " take it as features"),
        Arguments.of(
            labelled.add("pixels", DataTypes.StringType),
            "column pixels is STRING, not BINARY: store one byte a pixel"),
        Arguments.of(labelled.add("image", DataTypes.BinaryType), "the table has no column pixels"),
        Arguments.of(
            labelled.add("pixels", DataTypes.BinaryType),
            "column pixels does not say its shape, classes, mu and sigma"),
        Arguments.of(
            labelled.add("pixels", DataTypes.BinaryType, false, halfDescribed()),
            "the metadata 'linfnet' of column pixels cannot be used"));
  }

  private static Metadata halfDescribed() {
    MetadataBuilder fields = new MetadataBuilder().putString("name", "mnist");
    return new MetadataBuilder().putMetadata("linfnet", fields.build()).build();
  }

  @ParameterizedTest
  @MethodSource("unusableSchemas")
  void refusesASchemaByItsColumn(StructType schema, String message) {
    assertThatThrownBy(() -> ExampleSchema.describe(schema))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }
}

package org.linfnet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.Shape;

class TableDescriptionTest {

  private static final TableDescription GREY =
      new TableDescription(
          "mnist",
          Split.TEST,
          new ImageEncoding(new Shape(1, 28, 14), new float[] {0.1307f}, 0.3081f),
          10);
  private static final TableDescription COLOUR =
      new TableDescription(
          "cifar10",
          Split.TRAIN,
          new ImageEncoding(new Shape(3, 32, 16), new float[] {0.4914f, 0.4822f, 0.4465f}, 0.2471f),
          10);

  @Test
  void comesBackFromItsMetadata() {
    assertThat(TableDescription.fromMetadata(json(GREY.toMetadata()))).isEqualTo(GREY);
    assertThat(TableDescription.fromMetadata(json(COLOUR.toMetadata()))).isEqualTo(COLOUR);
  }

  private static Metadata json(Metadata metadata) {
    return Metadata.fromJson(metadata.json());
  }

  @Test
  void writesMuAsItIsWritten() {
    assertThat(GREY.toMetadata().json()).contains("\"mu\":0.1307,").contains("\"sigma\":0.3081");
    assertThat(COLOUR.toMetadata().json())
        .contains("\"mu\":[0.4914,0.4822,0.4465]")
        .contains("\"channels\":3");
  }

  /** As tables of grey images have been written from the first release on. */
  @Test
  void readsGreyImagesWithoutChannels() {
    Metadata metadata =
        Metadata.fromJson(
            "{\"linfnet\":{\"name\":\"mnist\",\"split\":\"test\",\"height\":28,\"width\":14,"
                + "\"classes\":10,\"mu\":0.1307,\"sigma\":0.3081}}");
    assertThat(TableDescription.fromMetadata(metadata)).isEqualTo(GREY);
    assertThat(GREY.toMetadata()).isEqualTo(metadata);
  }

  @Test
  void isToldFromOtherMetadata() {
    assertThat(TableDescription.isIn(GREY.toMetadata())).isTrue();
    assertThat(TableDescription.isIn(new MetadataBuilder().putLong("n", 1).build())).isFalse();
  }

  @Test
  void aMissingFieldIsAMistake() {
    Metadata fields =
        new MetadataBuilder()
            .withMetadata(COLOUR.toMetadata().getMetadata("linfnet"))
            .remove("sigma")
            .build();
    Metadata metadata = new MetadataBuilder().putMetadata("linfnet", fields).build();
    assertThatThrownBy(() -> TableDescription.fromMetadata(metadata))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the metadata 'linfnet' of column pixels cannot be used: ")
        .hasMessageContaining("sigma");
  }

  @Test
  void oneMeanForThreeChannelsIsAMistake() {
    Metadata fields =
        new MetadataBuilder()
            .withMetadata(COLOUR.toMetadata().getMetadata("linfnet"))
            .putDoubleArray("mu", new double[] {0.5})
            .build();
    Metadata metadata = new MetadataBuilder().putMetadata("linfnet", fields).build();
    assertThatThrownBy(() -> TableDescription.fromMetadata(metadata))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("give one a channel");
  }

  @Test
  void oneClassIsAMistake() {
    assertThatThrownBy(() -> new TableDescription("x", Split.TEST, GREY.encoding(), 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("data set x has 1 classes: a classifier needs at least 2");
  }

  @Test
  void isWrittenForPeople() {
    assertThat(COLOUR)
        .hasToString("cifar10/train: 32 x 16 x 3, mu [0.4914, 0.4822, 0.4465], 10 classes");
  }
}

package org.linfnet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;

class DataSetsTest {

  @ParameterizedTest
  @ValueSource(strings = {"strokes", "gauges", "mnist", "fashion-mnist", "cifar-10"})
  void areFoundByTheirNames(String name) {
    assertThat(DataSets.named(name).name()).isEqualTo(name);
  }

  @Test
  void nameThoseThatThereAreWhenAskedForAnother() {
    assertThatThrownBy(() -> DataSets.named("imagenet"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "there is no data set 'imagenet': it is one of strokes, gauges, mnist, fashion-mnist,"
                + " cifar-10");
  }

  @ParameterizedTest
  @ValueSource(strings = {"strokes", "gauges"})
  void thatAreDrawnRefuseADirectory(String name) {
    DataSet.Options options =
        new DataSet.Options(
            Optional.of(Path.of("here")), OptionalInt.empty(), OptionalLong.empty());

    assertThatThrownBy(() -> DataSets.named(name).splits(options))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(name + " is drawn, not read: leave out --from");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mnist", "fashion-mnist", "cifar-10"})
  void thatAreReadRefuseANumberOfExamples(String name) {
    assertThatThrownBy(() -> DataSets.named(name).splits(drawn(100)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(name + " is read, not drawn: leave out --examples and --seed");
  }

  @Test
  void drawFourTrainingRowsOfGaugesToATestRow() throws Exception {
    List<TableSplit> splits = DataSets.named("gauges").splits(drawn(400));

    assertThat(splits).extracting(TableSplit::split).containsExactly(Split.TRAIN, Split.TEST);
    assertThat(splits).extracting(split -> split.examples().size()).containsExactly(400, 100);
    assertThat(splits.get(0).schema().apply("features").dataType())
        .isEqualTo(SQLDataTypes.VectorType());
  }

  @Test
  void drawNoRowOfGaugesTwice() throws Exception {
    List<TableSplit> splits = DataSets.named("gauges").splits(drawn(400));

    assertThat(splits.get(0).examples().ids()).startsWith(0).endsWith(399);
    assertThat(splits.get(1).examples().ids()).startsWith(400).endsWith(499);
  }

  @Test
  void refuseFewerRowsOfGaugesThanASplitNeeds() {
    assertThatThrownBy(() -> DataSets.named("gauges").splits(drawn(3)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("3 rows are too few for gauges: draw at least 4");
  }

  @ParameterizedTest
  @CsvSource({
    "strokes, 3000000, images, 2739136",
    "strokes, 2147483647, images, 2739136",
    "gauges, 200000000, rows, 107374181",
    "gauges, 2147483647, rows, 107374181"
  })
  void refuseMoreExamplesThanAnArrayHolds(String name, int examples, String kind, int most) {
    assertThatThrownBy(() -> DataSets.named(name).splits(drawn(examples)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "one array cannot hold %d %s of %s: draw at most %d"
                .formatted(examples, kind, name, most));
  }

  private static DataSet.Options drawn(int examples) {
    return new DataSet.Options(Optional.empty(), OptionalInt.of(examples), OptionalLong.empty());
  }
}

package org.linfnet.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.network.NetworkState;

class ModelFilesTest {

  private static SparkSession spark;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    spark = SmallModels.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  static Stream<TrainedModel> models() {
    return Stream.of(
        SmallModels.distanceNet(SmallModels.GREY, 4),
        SmallModels.distanceNet(SmallModels.COLOUR, 4),
        SmallModels.distanceNet(SmallModels.FEATURES, 4),
        SmallModels.mean(SmallModels.GREY, 3),
        SmallModels.perceptron(SmallModels.GREY));
  }

  @ParameterizedTest
  @MethodSource("models")
  void aModelIsTheSameAfterWritingAndReading(TrainedModel model) {
    assertSame(writtenAndRead(model), model);
  }

  /** 90,000 weights of a layer are more than a row of the table holds. */
  @Test
  void aSlotMayTakeSeveralRows() {
    TrainedModel wide = SmallModels.distanceNet(SmallModels.GREY, 300);

    assertSame(writtenAndRead(wide), wide);
  }

  @Test
  void theDigestIsThatOfTheNumbersAlone() {
    TrainedModel model = SmallModels.distanceNet(SmallModels.GREY, 4);
    float[] numbers = model.network().state().numbers();
    String before = model.sha256();

    assertThat(before).matches("[0-9a-f]{64}");
    assertThat(SmallModels.distanceNet(SmallModels.GREY, 4).sha256()).isEqualTo(before);
    numbers[numbers.length - 1] = Math.nextUp(numbers[numbers.length - 1]);
    assertThat(model.sha256()).isNotEqualTo(before);
  }

  /** The bytes are 3f800000 and 52 times 80000000; sha256sum gives this digest of them. */
  @Test
  void theDigestIsOfBigEndianFloats() {
    TrainedModel model = SmallModels.perceptron(SmallModels.GREY);
    float[] numbers = model.network().state().numbers();
    Arrays.fill(numbers, -0f);
    numbers[0] = 1;

    assertThat(numbers).hasSize(53);
    assertThat(model.sha256())
        .isEqualTo("94c5f94d4f9461fb64a923d49b5a73e3c64a94b179898af12dbc39a1594b030d");
  }

  private TrainedModel writtenAndRead(TrainedModel model) {
    String path = directory.resolve("model").toString();
    ModelFiles.write(spark, model, path);
    return ModelFiles.read(spark, path);
  }

  private static void assertSame(TrainedModel read, TrainedModel written) {
    NetworkState state = read.network().state();
    assertThat(state.network()).isEqualTo(written.network().network());
    assertThat(state.network().inputs()).isEqualTo(written.network().network().inputs());
    assertThat(state.numbers()).isEqualTo(written.network().state().numbers());
    assertThat(read.network().encoding()).isEqualTo(written.network().encoding());
    assertThat(read.recipe()).isEqualTo(written.recipe());
    assertThat(read.sha256()).isEqualTo(written.sha256());
  }
}

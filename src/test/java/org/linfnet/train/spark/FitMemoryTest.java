package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;
import org.linfnet.layer.Shape;
import org.linfnet.train.Recipe;
import org.linfnet.train.RecipeFile;

class FitMemoryTest {

  private static final long GIGABYTE = 1_000_000_000;

  @Test
  void weightsAreCountedByTheNetworkThatTheParamsDescribe() {
    Recipe recipe = recipe(10);
    FitMemory memory = FitMemory.ofWeights(recipe, 3);
    int batchBytes = 5 * 4 * 32;

    assertThat(memory.perFeature()).isEqualTo(8 * 4 * 10 + batchBytes);
    assertThat(memory.fixed() + 7 * memory.perFeature())
        .isEqualTo(300e6 + 8 * 4 * recipe.network(Shape.vector(7), 3).size() + 7 * batchBytes);
  }

  @Test
  void hashedFeaturesFitIntoFourGigabytesAndNotIntoOne() {
    FitMemory memory = FitMemory.ofWeights(recipe(128), 2);

    assertThat(memory.fits(1 << 18, 1L << 30)).isFalse();
    assertThat(memory.fits(1 << 18, 1L << 32)).isTrue();
  }

  @Test
  void aDriverTrainsAsManyNetworksAsItHasRoomFor() {
    long numbers = 10_000_000;
    long ofOne = 8 * 4 * numbers;

    assertThat(FitMemory.networksAtOnce(recipe(10), numbers, GIGABYTE / 10)).isEqualTo(1);
    assertThat(FitMemory.networksAtOnce(recipe(10), numbers, 300_000_000 + 3 * ofOne)).isEqualTo(3);
  }

  private static Recipe recipe(int width) {
    String text =
        "network { hidden-layers = 2, width = %d }, epochs = 2, batch = 32, shards = 2,"
            + " margin = 0.3, epsilon = 0.1, p { rises-from = 0.5, rises-until = 1.5 }";
    return RecipeFile.parse("test", text.formatted(width), List.of());
  }

  @Test
  void theMessageSaysHowManyFeaturesFit() {
    FitMemory memory = new FitMemory(0, 100).withRows(60_000, 2, 2);

    assertThatThrownBy(() -> memory.require(8192, 2 * GIGABYTE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("8192 features need 9.8 GB")
        .hasMessageContaining("2.0 GB, which hold 1666 features")
        .hasMessageNotContaining("\n");
    assertThatCode(() -> memory.require(1666, 2 * GIGABYTE)).doesNotThrowAnyException();
  }

  @Test
  void shardsThatAreMadeOneAfterAnotherShareTheirRoom() {
    assertThat(new FitMemory(0, 0).withRows(1000, 4, 1).perFeature()).isEqualTo(250 * 20);
  }

  @Test
  void rowsThatAreMostlyZeroTakeRoomForTheirOtherValues() {
    FitMemory memory = new FitMemory(0, 100).withSparseRows(60_000 * 20, 2, 2);

    assertThat(memory.fixed()).isEqualTo(60_000 * 20 * 24);
    assertThatCode(() -> memory.require(8192, GIGABYTE)).doesNotThrowAnyException();
  }
}

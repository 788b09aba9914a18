package org.linfnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RandomCropTest {

  private static final RandomCrop CROP = new RandomCrop(new ImageShape(2, 3), 1, 1);
  private static final byte[] IMAGE = {1, 2, 3, 4, 5, 6};

  static Stream<Arguments> corners() {
    return Stream.of(
        Arguments.of(1, 1, new byte[] {1, 2, 3, 4, 5, 6}),
        Arguments.of(0, 0, new byte[] {0, 0, 0, 0, 1, 2}),
        Arguments.of(2, 2, new byte[] {5, 6, 0, 0, 0, 0}),
        Arguments.of(0, 1, new byte[] {0, 0, 0, 1, 2, 3}),
        Arguments.of(1, 2, new byte[] {2, 3, 0, 5, 6, 0}));
  }

  @ParameterizedTest
  @MethodSource("corners")
  void cutsTheImageOutOfABorderOfZeroPixels(int top, int left, byte[] expected) {
    byte[] out = {9, 9, 9, 9, 9, 9};

    CROP.crop(IMAGE, 0, top, left, out, 0);

    assertThat(out).isEqualTo(expected);
  }

  @Test
  void readsAndWritesAtItsOffsets() {
    byte[] pixels = {9, 1, 2, 3, 4, 5, 6, 9};
    byte[] out = {7, 7, 7, 7, 7, 7, 7, 7};

    CROP.crop(pixels, 1, 1, 1, out, 2);

    assertThat(out).isEqualTo(new byte[] {7, 7, 1, 2, 3, 4, 5, 6});
  }

  @Test
  void aBorderWiderThanTheImageLeavesNothing() {
    byte[] out = {9, 9, 9, 9, 9, 9};

    new RandomCrop(new ImageShape(2, 3), 5, 1).crop(IMAGE, 0, 0, 0, out, 0);

    assertThat(out).containsOnly(0);
  }

  @Test
  void drawsEachOfItsNineCorners() {
    Random random = new RandomStream(5).random();
    Set<String> seen = new HashSet<>();
    byte[] out = new byte[6];
    for (int i = 0; i < 300; i++) {
      CROP.crop(IMAGE, 0, random, out, 0);
      seen.add(Arrays.toString(out));
    }

    assertThat(seen).hasSize(9);
  }

  @Test
  void leavesTheOtherImagesAsTheyAre() {
    RandomCrop crop = new RandomCrop(new ImageShape(2, 3), 1, 0.25);
    Random random = new RandomStream(7).random();
    byte[] out = new byte[6];
    int left = 0;
    for (int i = 0; i < 9_000; i++) {
      crop.crop(IMAGE, 0, random, out, 0);
      left += Arrays.equals(out, IMAGE) ? 1 : 0;
    }

    // Three quarters, and one crop of nine: 7,000, give or take five deviations.
    assertThat(left).isBetween(6_800, 7_200);
  }

  @Test
  void aCropForEveryImageDrawsNothingElse() {
    Random random = new RandomStream(7).random();
    Random corners = new RandomStream(7).random();
    byte[] out = new byte[6];
    byte[] expected = new byte[6];
    for (int i = 0; i < 100; i++) {
      CROP.crop(IMAGE, 0, random, out, 0);
      CROP.crop(IMAGE, 0, corners.nextInt(3), corners.nextInt(3), expected, 0);
      assertThat(out).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesAChanceThatIsNone(double chance) {
    assertThatThrownBy(() -> new RandomCrop(new ImageShape(2, 3), 1, chance))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be in [0, 1]");
  }

  @Test
  void withoutABorderTheCropIsTheImage() {
    byte[] out = new byte[6];

    new RandomCrop(new ImageShape(2, 3), 0, 1).crop(IMAGE, 0, new Random(1), out, 0);

    assertThat(out).isEqualTo(IMAGE);
  }
}

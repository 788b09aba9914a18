package org.linfnet.input;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;
import org.linfnet.layer.Shape;

class RandomCropTest {

  private static final Shape SHAPE = new Shape(1, 2, 3);
  private static final RandomCrop CROP = new RandomCrop(SHAPE, 1, CropBorder.ZERO, 1);
  private static final byte[] IMAGE = {1, 2, 3, 4, 5, 6};
  private static final StoredValues IMAGES = StoredValues.of(IMAGE, 6);

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

    CROP.crop(IMAGES, 0, top, left, out);

    assertThat(out).isEqualTo(expected);
  }

  static Stream<Arguments> cornersWithinAnEdge() {
    return Stream.of(
        Arguments.of(1, 1, new byte[] {1, 2, 3, 4, 5, 6}),
        Arguments.of(0, 0, new byte[] {1, 1, 2, 1, 1, 2}),
        Arguments.of(2, 2, new byte[] {5, 6, 6, 5, 6, 6}),
        Arguments.of(0, 1, new byte[] {1, 2, 3, 1, 2, 3}),
        Arguments.of(1, 2, new byte[] {2, 3, 3, 5, 6, 6}));
  }

  @ParameterizedTest
  @MethodSource("cornersWithinAnEdge")
  void cutsTheImageOutOfABorderOfItsNearestPixels(int top, int left, byte[] expected) {
    byte[] out = {9, 9, 9, 9, 9, 9};

    new RandomCrop(SHAPE, 1, CropBorder.EDGE, 1).crop(IMAGES, 0, top, left, out);

    assertThat(out).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1", "0, 10, 3", "10, 0, 4", "10, 10, 6"})
  void aBorderOfNearestPixelsWiderThanTheImageLeavesACorner(int top, int left, byte corner) {
    byte[] out = {9, 9, 9, 9, 9, 9};

    new RandomCrop(SHAPE, 5, CropBorder.EDGE, 1).crop(IMAGES, 0, top, left, out);

    assertThat(out).containsOnly(corner);
  }

  @Test
  void nearestPixelsAreThoseOfTheChannel() {
    byte[] both = {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, (byte) 200};
    byte[] out = new byte[12];

    new RandomCrop(new Shape(2, 2, 3), 2, CropBorder.EDGE, 1)
        .crop(StoredValues.of(both, 12), 0, 4, 4, out);

    assertThat(out).isEqualTo(new byte[] {6, 6, 6, 6, 6, 6, -56, -56, -56, -56, -56, -56});
  }

  @Test
  void readsTheExampleThatIsAskedFor() {
    byte[] two = {9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6};
    byte[] out = new byte[6];

    CROP.crop(StoredValues.of(two, 6), 1, 0, 0, out);

    assertThat(out).isEqualTo(new byte[] {0, 0, 0, 0, 1, 2});
  }

  /** A second channel is cropped where the first is, whatever the corner. */
  @Test
  void cropsAllChannelsAtTheSamePlace() {
    byte[] both = {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16};
    RandomCrop crop = new RandomCrop(new Shape(2, 2, 3), 1, CropBorder.ZERO, 1);
    Random random = new RandomStream(5).random();
    byte[] out = new byte[12];
    for (int draw = 0; draw < 100; draw++) {
      crop.crop(StoredValues.of(both, 12), 0, random, out);
      for (int i = 0; i < 6; i++) {
        assertThat(out[6 + i]).isEqualTo((byte) (out[i] == 0 ? 0 : out[i] + 10));
      }
    }
  }

  @Test
  void aBorderWiderThanTheImageLeavesNothing() {
    byte[] out = {9, 9, 9, 9, 9, 9};

    new RandomCrop(SHAPE, 5, CropBorder.ZERO, 1).crop(IMAGES, 0, 0, 0, out);

    assertThat(out).containsOnly(0);
  }

  @Test
  void drawsEachOfItsNineCorners() {
    Random random = new RandomStream(5).random();
    Set<String> seen = new HashSet<>();
    byte[] out = new byte[6];
    for (int i = 0; i < 300; i++) {
      CROP.crop(IMAGES, 0, random, out);
      seen.add(Arrays.toString(out));
    }

    assertThat(seen).hasSize(9);
  }

  @Test
  void leavesTheOtherImagesAsTheyAre() {
    RandomCrop crop = new RandomCrop(SHAPE, 1, CropBorder.ZERO, 0.25);
    Random random = new RandomStream(7).random();
    byte[] out = new byte[6];
    int left = 0;
    for (int i = 0; i < 9_000; i++) {
      crop.crop(IMAGES, 0, random, out);
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
      CROP.crop(IMAGES, 0, random, out);
      CROP.crop(IMAGES, 0, corners.nextInt(3), corners.nextInt(3), expected);
      assertThat(out).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesAChanceThatIsNone(double chance) {
    assertThatThrownBy(() -> new Augmentation(1, CropBorder.ZERO, chance, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be in [0, 1]");
  }

  @Test
  void refusesABorderThatIsNone() {
    assertThatThrownBy(() -> new Augmentation(-1, CropBorder.ZERO, 1, 0))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("a border of -1 pixels: it must be 0 or more");
  }

  @Test
  void withoutABorderTheCropIsTheImage() {
    byte[] out = new byte[6];

    new RandomCrop(SHAPE, 0, CropBorder.ZERO, 1).crop(IMAGES, 0, new Random(1), out);

    assertThat(out).isEqualTo(IMAGE);
  }
}

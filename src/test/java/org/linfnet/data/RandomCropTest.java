package org.linfnet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RandomCropTest {

  private static final RandomCrop CROP = new RandomCrop(new ImageShape(2, 3), 1);
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

    new RandomCrop(new ImageShape(2, 3), 5).crop(IMAGE, 0, 0, 0, out, 0);

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
  void withoutABorderTheCropIsTheImage() {
    byte[] out = new byte[6];

    new RandomCrop(new ImageShape(2, 3), 0).crop(IMAGE, 0, new Random(1), out, 0);

    assertThat(out).isEqualTo(IMAGE);
  }
}

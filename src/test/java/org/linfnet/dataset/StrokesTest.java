package org.linfnet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.ImageEncoding;

class StrokesTest {

  private static final LabelledImages TRAIN = new Strokes(1).draw(Split.TRAIN, 1000);

  @Test
  void theSameSeedDrawsTheSameImages() {
    ExampleBlock again = new Strokes(1).draw(Split.TRAIN, 1000).examples();

    assertThat(Arrays.equals(pixels(again), pixels(TRAIN.examples()))).isTrue();
  }

  @Test
  void theImagesOfASeedStayTheSameAcrossReleasesAndMachines() {
    assertThat(Arrays.hashCode(pixels(TRAIN.examples()))).isEqualTo(-1988000208);
  }

  @Test
  void anotherSeedDrawsOthers() {
    ExampleBlock other = new Strokes(2).draw(Split.TRAIN, 1000).examples();

    assertThat(Arrays.equals(pixels(other), pixels(TRAIN.examples()))).isFalse();
  }

  @Test
  void theTestImagesAreOthers() {
    ExampleBlock test = new Strokes(1).draw(Split.TEST, 1000).examples();

    assertThat(Arrays.equals(pixels(test), pixels(TRAIN.examples()))).isFalse();
  }

  @Test
  void classesAreBalanced() {
    int[] counts = new int[10];
    for (int label : TRAIN.examples().labels()) {
      counts[label]++;
    }

    assertThat(counts).containsOnly(100);
  }

  @Test
  void idsCountFromZero() {
    assertThat(TRAIN.examples().ids()).startsWith(0, 1, 2).endsWith(999);
  }

  @Test
  void muAndSigmaAreThoseOfThePixels() {
    byte[] pixels = pixels(TRAIN.examples());
    IntUnaryOperator value = i -> Byte.toUnsignedInt(pixels[i]);
    double mean = IntStream.range(0, pixels.length).map(value).average().orElseThrow() / 255;
    double meanSquare =
        IntStream.range(0, pixels.length)
            .map(value)
            .mapToDouble(v -> v / 255.0 * (v / 255.0))
            .average()
            .orElseThrow();

    ImageEncoding stated = TRAIN.description().encoding();
    assertThat(mean).isEqualTo(stated.mu()[0], within(0.005));
    assertThat(Math.sqrt(meanSquare - mean * mean)).isEqualTo(stated.sigma(), within(0.005));
  }

  @Test
  void refusesFewerImagesThanDigits() {
    assertThatThrownBy(() -> new Strokes(1).draw(Split.TEST, 9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("9 images are too few");
  }

  private static byte[] pixels(ExampleBlock block) {
    byte[] all = new byte[block.size() * block.values().width()];
    for (int example = 0; example < block.size(); example++) {
      byte[] row = (byte[]) block.values().row(example);
      System.arraycopy(row, 0, all, example * row.length, row.length);
    }
    return all;
  }
}

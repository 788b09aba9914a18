package org.linfnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StrokesTest {

  private static final LabelledImages TRAIN = new Strokes(1).draw(Split.TRAIN, 1000);

  @Test
  void theSameSeedDrawsTheSameImages() {
    ExampleBlock again = new Strokes(1).draw(Split.TRAIN, 1000).examples();

    assertThat(Arrays.equals(again.pixels(), TRAIN.examples().pixels())).isTrue();
  }

  @Test
  void theImagesOfASeedStayTheSameAcrossReleasesAndMachines() {
    assertThat(Arrays.hashCode(TRAIN.examples().pixels())).isEqualTo(-1988000208);
  }

  @Test
  void anotherSeedDrawsOthers() {
    ExampleBlock other = new Strokes(2).draw(Split.TRAIN, 1000).examples();

    assertThat(Arrays.equals(other.pixels(), TRAIN.examples().pixels())).isFalse();
  }

  @Test
  void theTestImagesAreOthers() {
    ExampleBlock test = new Strokes(1).draw(Split.TEST, 1000).examples();

    assertThat(Arrays.equals(test.pixels(), TRAIN.examples().pixels())).isFalse();
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
    byte[] pixels = TRAIN.examples().pixels();
    IntUnaryOperator value = i -> Byte.toUnsignedInt(pixels[i]);
    double mean = IntStream.range(0, pixels.length).map(value).average().orElseThrow() / 255;
    double meanSquare =
        IntStream.range(0, pixels.length)
            .map(value)
            .mapToDouble(v -> v / 255.0 * (v / 255.0))
            .average()
            .orElseThrow();

    Standardisation stated = TRAIN.description().standardisation();
    assertThat(mean).isEqualTo(stated.mu(), within(0.005));
    assertThat(Math.sqrt(meanSquare - mean * mean)).isEqualTo(stated.sigma(), within(0.005));
  }

  @Test
  void refusesFewerImagesThanDigits() {
    assertThatThrownBy(() -> new Strokes(1).draw(Split.TEST, 9))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("9 images are too few");
  }
}

package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LossTest {

  private static final int CLASSES = 4;

  static Stream<Loss> losses() {
    return Stream.of(
        new HingeLoss(2),
        new ClippedHingeLoss(2),
        new CrossEntropyLoss(1.5f),
        new MixedLoss(new ClippedHingeLoss(2), 0.3f, new CrossEntropyLoss(1.5f)));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void gradientIsTheCentralDifferenceTimesTheWeight(Loss loss) {
    Random random = new Random(5);
    for (int trial = 0; trial < 50; trial++) {
      float[] logits = new float[CLASSES];
      for (int j = 0; j < CLASSES; j++) {
        logits[j] = (float) random.nextGaussian();
      }
      float[] gradient = new float[CLASSES];
      loss.addGradient(logits, 0, CLASSES, trial % CLASSES, 3, gradient);
      for (int j = 0; j < CLASSES; j++) {
        double slope = slope(loss, logits, trial % CLASSES, j);
        assertThat((double) gradient[j]).isCloseTo(3 * slope, within(2e-2));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void aGradientIsAddedToWhatIsThere(Loss loss) {
    float[] logits = {0.1f, 0.4f, -0.2f, 0};
    float[] fresh = new float[CLASSES];
    float[] added = {1, 2, 3, 4};
    loss.addGradient(logits, 0, CLASSES, 0, 1, fresh);
    loss.addGradient(logits, 0, CLASSES, 0, 1, added);
    for (int j = 0; j < CLASSES; j++) {
      assertThat(added[j] - (j + 1)).isCloseTo(fresh[j], within(1e-6f));
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void givesNaNForNaN(Loss loss) {
    float[] logits = {Float.NaN, 4, 1, 1};
    assertThat(loss.addGradient(logits, 0, CLASSES, 1, 1, new float[CLASSES])).isNaN();
  }

  @Test
  void aMisclassifiedExampleDoesNotPullAtAClippedHinge() {
    float[] gradient = new float[2];
    assertThat(new ClippedHingeLoss(2).addGradient(new float[] {1, 1.5f}, 0, 2, 0, 1, gradient))
        .isEqualTo(1);
    assertThat(gradient).containsOnly(0);
  }

  @Test
  void crossEntropyOfLargeLogitsIsFinite() {
    assertThat(
            new CrossEntropyLoss(10)
                .addGradient(new float[] {1000, -1000}, 0, 2, 1, 1, new float[2]))
        .isEqualTo(20_000);
  }

  @Test
  void aThresholdOrScaleOfZeroIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ClippedHingeLoss(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new CrossEntropyLoss(0));
  }

  private static double slope(Loss loss, float[] logits, int label, int j) {
    float step = 1e-3f;
    float[] moved = logits.clone();
    moved[j] = logits[j] + step;
    float above = loss.addGradient(moved, 0, CLASSES, label, 1, new float[CLASSES]);
    moved[j] = logits[j] - step;
    return (above - loss.addGradient(moved, 0, CLASSES, label, 1, new float[CLASSES]))
        / (2.0 * step);
  }
}

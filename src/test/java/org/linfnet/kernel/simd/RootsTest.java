package org.linfnet.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RootsTest {

  private static final int LENGTH = 3 * Lanes.LENGTH + 1;

  private static float[] sums() {
    Random random = new Random(3);
    float[] sums = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      sums[i] = (float) Math.exp(40 * (random.nextDouble() - 0.5));
    }
    return sums;
  }

  @ParameterizedTest
  @ValueSource(floats = {2, 6, 47, 99.3f, 1000})
  void rootsInVectorsAndAloneAreTheSameToTheBit(float p) {
    float[] sums = sums();
    float[] expected = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      expected[i] = Powers.root(sums[i], p);
    }
    float[] roots = new float[LENGTH];
    Roots.take(sums, p, roots, LENGTH);
    assertThat(roots).isEqualTo(expected);
  }

  @Test
  void rootIsTheRoot() {
    float[] sums = sums();
    float[] roots = new float[LENGTH];
    Roots.take(sums, 6, roots, LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      double root = Math.pow(sums[i], 1 / 6.0);
      assertThat((double) roots[i]).isCloseTo(root, within(0x1p-20 * root));
    }
  }
}

package org.linfnet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.kernel.simd.SimdKernels;

/** Bounds in two dimensions against a grid that holds the corners and the weight's projections. */
class IntervalBoundsTest {

  static List<DistanceKernels> kernels() {
    return List.of(new ScalarKernels(), new SimdKernels());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void boundsAreTheLeastAndTheMostOverTheBox(DistanceKernels kernels) {
    Random random = new Random(9);
    for (int round = 0; round < 500; round++) {
      float[] lower = {random.nextInt(9) - 4, random.nextInt(9) - 4};
      float[] upper = {lower[0] + random.nextInt(4), lower[1] + random.nextInt(4)};
      float[] w = {random.nextInt(9) - 4, random.nextInt(9) - 4};
      float[] yLower = new float[1];
      float[] yUpper = new float[1];
      kernels.intervalBounds(
          new IntervalBlock(
              new BlockShape(1, 1, 2),
              new Rows(lower, 0),
              new Rows(upper, 0),
              new Rows(w, 0),
              new Rows(yLower, 0),
              new Rows(yUpper, 0)));
      assertThat(new float[] {yLower[0], yUpper[0]}).isEqualTo(extremes(lower, upper, w));
    }
  }

  private static float[] extremes(float[] lower, float[] upper, float[] w) {
    float least = Float.POSITIVE_INFINITY;
    float most = 0;
    for (float first = lower[0]; first <= upper[0]; first++) {
      for (float second = lower[1]; second <= upper[1]; second++) {
        float distance = Math.max(Math.abs(first - w[0]), Math.abs(second - w[1]));
        least = Math.min(least, distance);
        most = Math.max(most, distance);
      }
    }
    return new float[] {least, most};
  }
}

package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.linfnet.kernel.ScalarKernels;

/**
 * Two inputs, two hidden neurons, two classes, worked out on paper.
 *
 * <p>Hidden: w0 = (0, 0), w1 = (2, -1), means (1, 2). Output: v0 = (0, 0), v1 = (1, -1), bias (0.5,
 * 0). For x = (1, 3): |x - w0| = (1, 3), so y0 = 3; |x - w1| = (1, 4), so y1 = 4; shifted z = (2,
 * 2). Distances to the prototypes: max(2, 2) = 2 and max(1, 3) = 3; logits 0.5 - 2 = -1.5 and 0 - 3
 * = -3.
 */
class HandComputedNetworkTest {

  private static final NetworkShape SHAPE = new NetworkShape(2, 1, 2, 2);
  private static final NetworkState STATE =
      new NetworkState(new float[] {0, 0, 2, -1, 0, 0, 1, -1, 0.5f, 0}, new float[] {1, 2});
  private static final float[] X = {1, 3};

  @Test
  void logits() {
    ScoringPass pass = new ScoringPass(SHAPE, STATE, new ScalarKernels(), 1);
    assertThat(pass.logits(X, 1)).containsExactly(-1.5f, -3f);
  }

  @Test
  void marginOfTheFirstClass() {
    assertThat(Margin.of(new float[] {-1.5f, -3f}, 0, 2, 0)).isEqualTo(1.5f);
  }

  /** dg1/dz1 = -1 (the second input of v1), dz1/dx1 = +1 (the second input of w1). */
  @Test
  void gradientGoesToTheInputThatAttainsTheMaximum() {
    ScoringPass pass = new ScoringPass(SHAPE, STATE, new ScalarKernels(), 1);
    pass.logits(X, 1);
    float[] gradient = pass.inputGradient(Float.POSITIVE_INFINITY, X, 1, new float[] {0, 1});
    assertThat(gradient).containsExactly(0, -1);
  }

  /**
   * The box (0.5..1.5, 2.5..3.5): y0 in 2.5..3.5 and y1 in 3.5..4.5, z in (1.5..2.5, 1.5..2.5);
   * distances 1.5..2.5 and, from |z1 + 1|, 2.5..3.5; logits -2..-1 and -3.5..-2.5.
   */
  @Test
  void boundsOfABox() {
    BoundsPass pass = new BoundsPass(SHAPE, STATE, new ScalarKernels(), 1);
    pass.run(new float[] {0.5f, 2.5f}, new float[] {1.5f, 3.5f}, 1);
    assertThat(pass.lowerLogits()).containsExactly(-2f, -3.5f);
    assertThat(pass.upperLogits()).containsExactly(-1f, -2.5f);
  }
}

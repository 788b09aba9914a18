package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.layer.Bounds;

/**
 * Two inputs, two hidden neurons, two classes, worked out on paper.
 *
 * <p>Hidden: w0 = (0, 0), w1 = (2, -1), means (1, 2). Output: v0 = (0, 0), v1 = (1, -1), bias (0.5,
 * 0). For x = (1, 3): |x - w0| = (1, 3), so y0 = 3; |x - w1| = (1, 4), so y1 = 4; shifted z = (2,
 * 2). Distances to the prototypes: max(2, 2) = 2 and max(1, 3) = 3; logits 0.5 - 2 = -1.5 and 0 - 3
 * = -3.
 */
class HandComputedNetworkTest {

  private static final Kernels KERNELS = Kernels.of(new ScalarKernels());
  private static final float[] NUMBERS = {0, 0, 2, -1, 1, 2, 0, 0, 1, -1, 0.5f, 0};
  private static final NetworkState STATE = new NetworkState(DistanceNets.of(2, 1, 2, 2), NUMBERS);
  private static final float[] X = {1, 3};

  @Test
  void logits() {
    ScoringPass pass = new ScoringPass(STATE, KERNELS, 1);
    assertThat(pass.logits(X, 1)).containsExactly(-1.5f, -3f);
  }

  @Test
  void marginOfTheFirstClass() {
    assertThat(Margin.of(new float[] {-1.5f, -3f}, 0, 2, 0)).isEqualTo(1.5f);
  }

  /** dg1/dz1 = -1 (the second input of v1), dz1/dx1 = +1 (the second input of w1). */
  @Test
  void gradientGoesToTheInputThatAttainsTheMaximum() {
    ScoringPass pass = new ScoringPass(STATE, KERNELS, 1);
    pass.logits(X, 1);
    assertThat(pass.inputGradient(new float[] {0, 1})).containsExactly(0, -1);
  }

  /**
   * At p = 2: y = (sqrt(10), sqrt(17)), z = (2.1623, 2.1231); distances sqrt(9.183) = 3.0304 and
   * sqrt(1.1623^2 + 3.1231^2) = 3.3324.
   */
  @Test
  void relaxedLogits() {
    ScoringPass pass = new ScoringPass(STATE, KERNELS, 1);
    float[] logits = pass.relaxedLogits(2, X, 1);
    assertThat(logits[0]).isBetween(-2.5305f, -2.5303f);
    assertThat(logits[1]).isBetween(-3.3325f, -3.3322f);
  }

  /**
   * The box (0.5..1.5, 2.5..3.5): y0 in 2.5..3.5 and y1 in 3.5..4.5, z in (1.5..2.5, 1.5..2.5);
   * distances 1.5..2.5 and, from |z1 + 1|, 2.5..3.5; logits -2..-1 and -3.5..-2.5.
   */
  @Test
  void boundsOfABox() {
    BoundsPass pass = new BoundsPass(STATE.network(), KERNELS, 1);
    Bounds box = new Bounds(new float[] {0.5f, 2.5f}, new float[] {1.5f, 3.5f});
    Bounds logits = pass.run(NUMBERS, box, 1);
    assertThat(logits.lower()).containsExactly(-2f, -3.5f);
    assertThat(logits.upper()).containsExactly(-1f, -2.5f);
  }
}

package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.train.TrainedNetwork;

class AttackedExamplesTest {

  /** Prototypes at 0 and at 1: a pixel below one half is of class 0. */
  private static final TrainedNetwork HALVES =
      SmallNetworks.network(
          new NetworkShape(1, 0, 1, 2),
          new NetworkState(new float[] {0, 1, 0, 0}, new float[0]),
          0,
          1);

  private final Scorer scorer = new Scorer(HALVES, new ScalarKernels(), 1);

  private static AttackedExamples dark(double radius) {
    return new AttackedExamples(
        new long[] {7}, new float[] {0.25f}, new int[] {0}, new boolean[1], new PixelBall(radius));
  }

  @Test
  void aPointOfAnotherClassInTheBallCounts() {
    AttackedExamples examples = dark(0.5);
    examples.offer(scorer, "test", new int[] {0}, new float[] {0.625f});
    assertThat(examples.counterexample(0))
        .hasValueSatisfying(
            found -> {
              assertThat(found.prediction()).isOne();
              assertThat(found.distance()).isEqualTo(0.375);
              assertThat(found.pixels()).containsExactly(0.625f);
            });
    assertThat(examples.standing()).isEmpty();
  }

  @Test
  void aPointOutsideTheBallDoesNotCount() {
    AttackedExamples examples = dark(0.3);
    examples.offer(scorer, "test", new int[] {0}, new float[] {0.625f});
    assertThat(examples.standing()).containsExactly(0);
  }

  @Test
  void aPointOfTheSameClassDoesNotCount() {
    AttackedExamples examples = dark(0.5);
    examples.offer(scorer, "test", new int[] {0}, new float[] {0.375f});
    assertThat(examples.standing()).containsExactly(0);
  }

  @Test
  void whatIsSavedIsACopy() {
    AttackedExamples examples = dark(0.5);
    float[] point = {0.625f};
    examples.offer(scorer, "test", new int[] {0}, point);
    point[0] = 0;
    assertThat(examples.counterexample(0).orElseThrow().pixels()).containsExactly(0.625f);
  }

  @Test
  void whatIsSparedDoesNotStand() {
    AttackedExamples examples = dark(0.1).within(new PixelBall(0.5), new boolean[] {true});
    assertThat(examples.standing()).isEmpty();
  }

  @Test
  void aLargerBallKnowsWhatASmallerOneHeld() {
    AttackedExamples smaller = dark(0.5);
    smaller.offer(scorer, "test", new int[] {0}, new float[] {0.625f});
    AttackedExamples larger = smaller.within(new PixelBall(0.6), new boolean[1]);
    new KnownPoints().attack(scorer, larger);
    assertThat(larger.counterexample(0).orElseThrow().pixels()).containsExactly(0.625f);
  }
}

package org.linfnet.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.certify.SmallNetworks;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;

class AttackedExamplesTest {

  private static final Kernels KERNELS = Kernels.of(new ScalarKernels());

  /** Prototypes at 0 and at 1: a pixel below one half is of class 0. */
  private static final EncodedNetwork HALVES =
      SmallNetworks.pixels(1, SmallNetworks.prototypes(), 0, 1, 0, 1, 0, 0);

  /** The same of a feature of scale 4: below 2 it is of class 0. */
  private static final EncodedNetwork SCALED =
      new EncodedNetwork(
          SmallNetworks.pixels(2, SmallNetworks.prototypes(), 0, 1, 0, 0, 1, 0, 0, 0).state(),
          new FeatureEncoding(new double[2], new double[] {4, 0.5}));

  private final AttackedNetwork network = new AttackedNetwork(HALVES, KERNELS, 1);

  private static AttackedExamples dark(double radius) {
    return new AttackedExamples(
            HALVES.encoding(), new long[] {7}, new double[] {0.25}, new int[] {0})
        .within(radius, new boolean[1]);
  }

  private static AttackedExamples low(double radius) {
    return new AttackedExamples(
            SCALED.encoding(), new long[] {7}, new double[] {1, 0}, new int[] {0})
        .within(radius, new boolean[1]);
  }

  @Test
  void aPointOfAnotherClassInTheBallCounts() {
    AttackedExamples examples = dark(0.5);
    examples.offer(network, "test", new int[] {0}, new double[] {0.625});
    assertThat(examples.counterexample(0))
        .hasValueSatisfying(
            found -> {
              assertThat(found.attack()).isEqualTo("test");
              assertThat(found.prediction()).isOne();
              assertThat(found.distance()).isEqualTo(0.375);
              assertThat(found.values()).containsExactly(0.625);
            });
    assertThat(examples.standing()).isEmpty();
  }

  @Test
  void aPointOutsideTheBallDoesNotCount() {
    AttackedExamples examples = dark(0.3);
    examples.offer(network, "test", new int[] {0}, new double[] {0.625});
    assertThat(examples.standing()).containsExactly(0);
  }

  @Test
  void aPointOfTheSameClassDoesNotCount() {
    AttackedExamples examples = dark(0.5);
    examples.offer(network, "test", new int[] {0}, new double[] {0.375});
    assertThat(examples.standing()).containsExactly(0);
  }

  @Test
  void aPointIsRoundedToAPixelThatATableCanStore() {
    AttackedExamples examples = dark(0.5);
    examples.offer(network, "test", new int[] {0}, new double[] {0.625 + 1e-12});
    assertThat(examples.counterexample(0).orElseThrow().values()).containsExactly(0.625);
  }

  /** 0.5 is as near to one prototype as to the other, and the first class wins. */
  @Test
  void aPointThatIsOfTheSameClassOnceItIsRoundedDoesNotCount() {
    AttackedExamples examples = dark(0.5);
    examples.offer(network, "test", new int[] {0}, new double[] {0.5 + 1e-12});
    assertThat(examples.standing()).containsExactly(0);
  }

  @Test
  void theDistanceCountsTheScaleOfEachFeature() {
    AttackedExamples examples = low(0.75);
    AttackedNetwork scaled = new AttackedNetwork(SCALED, KERNELS, 1);
    examples.offer(scaled, "test", new int[] {0}, new double[] {3, 0.25});
    Counterexample found = examples.counterexample(0).orElseThrow();
    assertThat(found.distance()).isEqualTo(0.5);
    assertThat(found.values()).containsExactly(3, 0.25);
  }

  @Test
  void aPointThatMovesOneFeatureOutOfTheBoxDoesNotCount() {
    AttackedExamples examples = low(0.75);
    AttackedNetwork scaled = new AttackedNetwork(SCALED, KERNELS, 1);
    examples.offer(scaled, "test", new int[] {0}, new double[] {4, 0.4});
    assertThat(examples.standing()).containsExactly(0);
    examples.offer(scaled, "test", new int[] {0}, new double[] {4, 0.375});
    assertThat(examples.standing()).isEmpty();
  }

  @Test
  void whatIsSavedIsACopy() {
    AttackedExamples examples = dark(0.5);
    double[] point = {0.625};
    examples.offer(network, "test", new int[] {0}, point);
    point[0] = 0;
    assertThat(examples.counterexample(0).orElseThrow().values()).containsExactly(0.625);
  }

  @Test
  void whatIsSparedDoesNotStand() {
    AttackedExamples examples = dark(0.1).within(0.5, new boolean[] {true});
    assertThat(examples.standing()).isEmpty();
  }

  @Test
  void aLargerBallKnowsWhatASmallerOneHeld() {
    AttackedExamples smaller = dark(0.5);
    smaller.offer(network, "test", new int[] {0}, new double[] {0.625});
    AttackedExamples larger = smaller.within(0.6, new boolean[1]);
    assertThat(larger.standing()).containsExactly(0);
    larger.keepEarlier();
    assertThat(larger.counterexample(0).orElseThrow().values()).containsExactly(0.625);
  }

  @Test
  void whatWasFoundIsKnownBeyondABallInWhichTheExampleIsSpared() {
    AttackedExamples smaller = dark(0.5);
    smaller.offer(network, "test", new int[] {0}, new double[] {0.625});
    AttackedExamples larger = smaller.within(0.6, new boolean[] {true}).within(0.7, new boolean[1]);
    larger.keepEarlier();
    assertThat(larger.counterexample(0).orElseThrow().values()).containsExactly(0.625);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.4, Double.NaN})
  void aBallThatDoesNotHoldTheOneBeforeIsRefused(double radius) {
    AttackedExamples examples = dark(0.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> examples.within(radius, new boolean[1]))
        .withMessageContaining("radius");
  }
}

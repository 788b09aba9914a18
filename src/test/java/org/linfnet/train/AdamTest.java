package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linfnet.kernel.ThreadPool;
import org.linfnet.kernel.Threads;
import org.linfnet.layer.Decay;
import org.linfnet.layer.Projection;
import org.linfnet.layer.Slot;

class AdamTest {

  private static final Adam ADAM = new Adam(0.9, 0.99, 1e-10);

  /** Bias correction makes the first step the learning rate long, whatever the gradient's size. */
  @Test
  void firstStepIsTheLearningRateAgainstTheGradientsSign() {
    float[] numbers = {1, 1};
    ADAM.step(new AdamMoments(2), gradient(2, 0.25, 1e-6f, -40), numbers, Threads.ONE);
    assertThat(numbers[0]).isCloseTo(0.75f, within(1e-4f));
    assertThat(numbers[1]).isCloseTo(1.25f, within(1e-6f));
  }

  /** Gradients 1 and 3: m = 0.39, v = 0.0999, m / 0.19 = 2.0526, sqrt(v / 0.0199) = 2.2406. */
  @Test
  void secondStepWorkedOutByHand() {
    float[] numbers = {0};
    AdamMoments moments = new AdamMoments(1);
    ADAM.step(moments, gradient(1, 1, 1), numbers, Threads.ONE);
    float afterOne = numbers[0];
    ADAM.step(moments, gradient(1, 1, 3), numbers, Threads.ONE);
    assertThat(numbers[0] - afterOne).isCloseTo(-0.91612f, within(1e-4f));
  }

  /** Sums of 2 and 6 over two examples are the gradients 1 and 3. */
  @Test
  void theGradientIsTheMeanOverTheExamples() {
    float[] one = {0};
    AdamMoments moments = new AdamMoments(1);
    ADAM.step(moments, gradient(1, 1, 1), one, Threads.ONE);
    ADAM.step(moments, gradient(1, 1, 3), one, Threads.ONE);
    float[] two = {0};
    AdamMoments otherMoments = new AdamMoments(1);
    ADAM.step(otherMoments, gradient(2, 1, 2), two, Threads.ONE);
    ADAM.step(otherMoments, gradient(2, 1, 6), two, Threads.ONE);
    assertThat(two).isEqualTo(one);
    assertThat(otherMoments.second()).isEqualTo(moments.second());
  }

  @Test
  void aSlotMovesAtItsOwnRate() {
    float[] numbers = {1, 1};
    Slot.Update slow = new Slot.Update(0.25, Decay.NONE, Projection.NONE);
    List<Slot> slots =
        List.of(slot(0, 1), new Slot("2.affine.weights", 1, 1, Slot.Role.TRAINED, slow));
    ADAM.step(
        new AdamMoments(2),
        new Adam.Gradient(slots, new float[] {3, 3}, 1, 0.5),
        numbers,
        Threads.ONE);
    assertThat(numbers).containsExactly(0.5f, 0.875f);
  }

  @Test
  void aNumberWithoutGradientStays() {
    float[] numbers = {7};
    ADAM.step(new AdamMoments(1), gradient(1, 1, 0), numbers, Threads.ONE);
    assertThat(numbers).containsExactly(7f);
  }

  @Test
  void numbersOutsideTheSlotsStay() {
    float[] numbers = {7, 7, 7};
    AdamMoments moments = new AdamMoments(3);
    ADAM.step(
        moments,
        new Adam.Gradient(List.of(slot(1, 1)), new float[] {5, 5, 5}, 1, 0.25),
        numbers,
        Threads.ONE);
    assertThat(numbers).containsExactly(7f, 6.75f, 7f);
    assertThat(moments.first()[0]).isZero();
  }

  private static Adam.Gradient gradient(long examples, double rate, float... sums) {
    return new Adam.Gradient(List.of(slot(0, sums.length)), sums, examples, rate);
  }

  private static Slot slot(int at, int length) {
    return new Slot("weights", at, length, Slot.Role.TRAINED, Slot.Update.PLAIN);
  }

  @Test
  void threadsChangeNoBit() {
    int length = 100_003;
    float[] sums = new float[length];
    for (int i = 0; i < length; i++) {
      sums[i] = (float) Math.sin(i);
    }
    float[] alone = new float[length];
    float[] shared = new float[length];
    Adam.Gradient gradient = new Adam.Gradient(List.of(slot(0, length)), sums, 3, 0.25);
    ADAM.step(new AdamMoments(length), gradient, alone, Threads.ONE);
    try (ThreadPool pool = new ThreadPool(3)) {
      ADAM.step(new AdamMoments(length), gradient, shared, pool);
    }
    assertThat(shared).isEqualTo(alone);
  }
}

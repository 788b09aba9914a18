package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class L1BallRowsTest {

  private static final int TERMS = 7;
  private static final L1BallRows ROWS = new L1BallRows(TERMS);

  private static float[] projected(float... numbers) {
    ROWS.apply(
        numbers,
        new Slot(
            "weights",
            1,
            numbers.length - 1,
            Slot.Role.TRAINED,
            new Slot.Update(1, Decay.NONE, ROWS)));
    return numbers;
  }

  @Test
  void aRowInTheBallStays() {
    assertThat(projected(9, 0.25f, -0.5f, 0, 0, 0.125f, 0, 0.125f))
        .containsExactly(9, 0.25f, -0.5f, 0, 0, 0.125f, 0, 0.125f);
  }

  /** The threshold is 1: it leaves 1 of 2 and nothing of the rest. */
  @Test
  void aRowOutsideLosesTheSameOfEachWeight() {
    assertThat(projected(9, 2, -0.75f, 0.5f, 0, 0, 0, 0))
        .containsExactly(new float[] {9, 1, 0, 0, 0, 0, 0, 0}, within(0f));
    // The threshold is 2: |-2.75| and 2.25 keep 0.75 and 0.25.
    assertThat(projected(9, -2.75f, 1.5f, 2.25f, 0, 0, 0, 2))
        .containsExactly(new float[] {9, -0.75f, 0, 0.25f, 0, 0, 0, 0}, within(0f));
  }

  /** No point of the ball is nearer: towards each corner of the ball, the distance rises. */
  @Test
  void theProjectionIsTheNearestPoint() {
    Random random = new Random(3);
    for (int trial = 0; trial < 200; trial++) {
      float[] row = new float[TERMS + 1];
      for (int i = 1; i <= TERMS; i++) {
        row[i] = (float) (2 * random.nextGaussian());
      }
      float[] nearest = projected(row.clone());
      double norm = 0;
      double inner = 0;
      double largest = 0;
      for (int i = 1; i <= TERMS; i++) {
        norm += Math.abs(nearest[i]);
        inner += (row[i] - nearest[i]) * nearest[i];
        largest = Math.max(largest, Math.abs(row[i] - nearest[i]));
      }
      assertThat(norm).isCloseTo(1, within(1e-6));
      // The largest inner product of row - nearest with a point of the ball is its largest value.
      assertThat(inner).isCloseTo(largest, within(1e-5));
    }
  }
}

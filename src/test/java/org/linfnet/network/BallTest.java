package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.linfnet.layer.Bounds;

class BallTest {

  private static final Ball BALL = new Ball(1, new float[] {0, -9}, new float[] {4, 9});

  @Test
  void aBoxIsTheBallWithinTheRange() {
    Bounds boxes = Bounds.of(2, 2);
    BALL.boxes(new float[] {0.5f, 3, 3.5f, -8.5f}, 2, boxes);
    assertThat(boxes.lower()).containsExactly(0, 2, 2.5f, -9);
    assertThat(boxes.upper()).containsExactly(1.5f, 4, 4, -7.5f);
  }

  @Test
  void aScaledBallHasTheSameRange() {
    Ball half = BALL.scaled(0.5);
    assertThat(half.radius()).isEqualTo(0.5f);
    assertThat(half.most()).isSameAs(BALL.most());
  }
}

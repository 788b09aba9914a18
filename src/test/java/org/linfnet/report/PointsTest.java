package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PointsTest {

  @Test
  void fractionsAreDrawnInPerCent() {
    assertThat(Points.percent(Tables.of("t.csv", "x,y\n1,0.25\n2,0.5\n"), "x", "y"))
        .isEqualTo(new Points(List.of(1.0, 2.0), List.of(25.0, 50.0)));
  }

  @Test
  void whatWasNotMeasuredIsNoPoint() {
    assertThat(Points.percent(Tables.of("t.csv", "x,y\n1,\n2,0.5\n"), "x", "y"))
        .isEqualTo(new Points(List.of(2.0), List.of(50.0)));
  }

  @Test
  void whatIsNotFiniteIsNoPoint() {
    assertThat(Points.numbers(Tables.of("t.csv", "x,y\n1,Infinity\n2,NaN\n3,4\n"), "x", "y"))
        .isEqualTo(new Points(List.of(3.0), List.of(4.0)));
  }

  @Test
  void aColumnThatIsNotThereHasNoPoints() {
    assertThat(Points.percent(Tables.of("t.csv", "x\n1\n"), "x", "y")).isEqualTo(Points.NONE);
  }

  @Test
  void aLevelLineGoesThroughTheFirstPoint() {
    assertThat(new Points(List.of(0.1, 0.3), List.of(96.0, 95.0)).level(0.4))
        .isEqualTo(new Points(List.of(0.0, 0.4), List.of(96.0, 96.0)));
  }
}

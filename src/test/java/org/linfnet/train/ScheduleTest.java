package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void linearPRisesBetweenTwoEpochs() {
    PSchedule p = new PSchedule.Linear(6, 100, 3, 16);
    assertThat(p.at(0)).isEqualTo(6f);
    assertThat(p.at(3)).isEqualTo(6f);
    assertThat(p.at(9.5)).isEqualTo(53f);
    assertThat(p.at(16)).isEqualTo(100f);
    assertThat(p.at(20)).isEqualTo(100f);
  }

  @Test
  void exponentialPRisesByTheSameFactor() {
    PSchedule p = new PSchedule.Exponential(8, 800, 10, 20);
    assertThat(p.at(9)).isEqualTo(8f);
    assertThat(p.at(15)).isCloseTo(80f, within(1e-3f));
    assertThat(p.at(20)).isEqualTo(800f);
  }

  @Test
  void pTakesWholeNumbersWhileItRises() {
    PSchedule p = new PSchedule.Linear(6.5f, 99.5f, 0, 10);
    assertThat(p.at(0)).isEqualTo(6.5f);
    assertThat(p.at(1)).isEqualTo(16f);
    assertThat(p.at(9.999)).isEqualTo(99f);
    assertThat(p.at(10)).isEqualTo(99.5f);
  }

  @Test
  void aRiseOfNoLengthIsAStep() {
    PSchedule p = new PSchedule.Linear(6, 100, 5, 5);
    assertThat(p.at(4.99)).isEqualTo(6f);
    assertThat(p.at(5)).isEqualTo(100f);
  }

  @Test
  void stepDividesTheLearningRateOnce() {
    LearningRateSchedule rate = new LearningRateSchedule.Step(0.03, 16, 5);
    assertThat(rate.at(15.99)).isEqualTo(0.03);
    assertThat(rate.at(16)).isEqualTo(0.006);
    assertThat(rate.at(20)).isEqualTo(0.006);
  }

  @Test
  void cosineFallsToZero() {
    LearningRateSchedule rate = new LearningRateSchedule.Cosine(0.02, 50, 400);
    assertThat(rate.at(20)).isEqualTo(0.02);
    assertThat(rate.at(225)).isCloseTo(0.01, within(1e-12));
    assertThat(rate.at(400)).isCloseTo(0, within(1e-12));
  }
}

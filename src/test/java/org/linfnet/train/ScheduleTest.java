package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.linfnet.network.Ball;
import org.linfnet.network.ClippedHingeLoss;
import org.linfnet.network.CrossEntropyLoss;
import org.linfnet.network.HiddenBounds;
import org.linfnet.network.HingeLoss;
import org.linfnet.network.MixedLoss;
import org.linfnet.network.Objective;
import org.linfnet.train.BoundsSchedule.Change;
import org.linfnet.train.LossSchedule.MarginLoss;

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

  @Test
  void aLastPhaseHasPAtInfinity() {
    PSchedule p = new PSchedule.EndingAtInfinity(new PSchedule.Linear(6, 100, 3, 16), 18);
    assertThat(p.at(9.5)).isEqualTo(53f);
    assertThat(p.at(17.99)).isEqualTo(100f);
    assertThat(p.at(18)).isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void theShareOfCrossEntropyFallsByTheSameFactorWhilePRises() {
    LossSchedule loss = new LossSchedule(MarginLoss.CLIPPED_HINGE, 0.08, 0.0002, 5, 10, 20);
    assertThat(loss.at(3, 2)).isEqualTo(mixed(0.08f));
    assertThat(loss.at(15, 2)).isEqualTo(mixed(0.004f));
    assertThat(loss.at(25, 2)).isEqualTo(mixed(0.0002f));
  }

  @Test
  void withoutCrossEntropyTheLossIsThatOfTheMargin() {
    assertThat(LossSchedule.HINGE.at(7, 2)).isEqualTo(new HingeLoss(2));
  }

  @Test
  void theRadiusOfBoundsRisesWhileTheCleanShareFalls() {
    Ball ball = new Ball(2, new float[1], new float[1]);
    ObjectiveSchedule.Units units = new ObjectiveSchedule.Units(0, ball);
    ObjectiveSchedule schedule =
        new BoundsSchedule(
            new Change(0, 0.3), new Change(1, 0.4), new Change(1, 0), HiddenBounds.INTERVALS, 2, 4);
    assertThat(schedule.at(2, units)).isEqualTo(Objective.on(new CrossEntropyLoss(1)));
    Objective middle = schedule.at(3, units);
    assertThat(middle.kappa()).isCloseTo(0.7f, within(1e-6f));
    assertThat(middle.ball().radius()).isEqualTo(1f);
    assertThat(middle.lines()).isEqualTo(0.5f);
    Objective end = schedule.at(9, units);
    assertThat(end.kappa()).isCloseTo(0.4f, within(1e-6f));
    assertThat(end.ball().radius()).isEqualTo(2f);
    assertThat(end.lines()).isZero();
  }

  private static MixedLoss mixed(float share) {
    return new MixedLoss(new ClippedHingeLoss(2), share, new CrossEntropyLoss(2.5f));
  }
}

package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;

/** Members that train at the same time, each on a copy of the examples. */
class MemberTrainingTest {

  private SparkSession spark;
  private MemberTraining training;

  @BeforeEach
  void start() {
    spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate();
    training = new MemberTraining(List.of(copy(), copy()));
  }

  private ShardedExamples copy() {
    return ShardedExamples.of(
        StrokesTable.of(spark, StrokesTable.rows(), 1), StrokesTable.recipe("").augmentation(), 1);
  }

  @AfterEach
  void stop() {
    training.close();
    spark.stop();
  }

  /** Each pair waits until both of it are training. */
  @Test
  void asManyTrainAtTheSameTimeAsThereAreCopies() {
    CyclicBarrier both = new CyclicBarrier(2);

    List<Integer> trained =
        training.train(
            4,
            (number, examples) -> {
              await(both);
              return number;
            });

    assertThat(trained).containsExactly(0, 1, 2, 3);
  }

  private static void await(CyclicBarrier both) {
    try {
      both.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theFirstThatFailsEndsTheOther() {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();

    assertThatThrownBy(
            () ->
                training.train(
                    2,
                    (number, examples) ->
                        number == 0 ? goOn(begun, interrupted) : failAfter(begun)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("diverged");
    assertThat(interrupted).isTrue();
  }

  /** Trains until it is interrupted. */
  private static int goOn(CountDownLatch begun, AtomicBoolean interrupted) {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.set(true);
    }
    return 0;
  }

  private static int failAfter(CountDownLatch begun) {
    try {
      begun.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    throw new InvalidInputException("diverged");
  }
}

package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linfnet.kernel.ThreadPool;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.TrainingListener;

/** The fit of an application that cancels it in the middle of training. */
class CancelledFitTest {

  private static final String GROUP = "mine";
  private static final Duration SOON = Duration.ofSeconds(2);

  private static SparkSession spark;

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", false).getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  /** How an application cancels. */
  private enum Cancellation {
    JOB_GROUP {
      @Override
      void cancel(SparkContext context, Thread user) {
        context.cancelJobGroup(GROUP);
      }
    },
    ALL_JOBS {
      @Override
      void cancel(SparkContext context, Thread user) {
        context.cancelAllJobs();
      }
    },
    INTERRUPTION {
      @Override
      void cancel(SparkContext context, Thread user) {
        user.interrupt();
      }
    };

    abstract void cancel(SparkContext context, Thread user);
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledFitEndsSoonAndLeavesNothing(Cancellation cancellation) throws Exception {
    SparkContext context = spark.sparkContext();
    CountDownLatch training = new CountDownLatch(1);
    FutureTask<?> fit = new FutureTask<>(() -> fitForever(training));
    Thread user = new Thread(fit, "user");
    user.start();
    training.await();
    List<Thread> threads = threadsOfFits();

    cancellation.cancel(context, user);

    assertThatThrownBy(() -> fit.get(SOON.toMillis(), TimeUnit.MILLISECONDS))
        .hasCauseInstanceOf(CancellationException.class);
    assertThat(threads).isNotEmpty();
    for (Thread thread : threads) {
      thread.join(SOON.toMillis());
    }
    assertThat(threads).noneMatch(Thread::isAlive);
    assertThat(activeJobs(context)).isEmpty();
    assertThat(context.getPersistentRDDs().isEmpty()).isTrue();
  }

  private static Trainer.Outcome fitForever(CountDownLatch training) {
    spark.sparkContext().setJobGroup(GROUP, GROUP, false);
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepEnded(int epoch, int step, int steps) {
            training.countDown();
          }

          @Override
          public void epochEnded(EpochRecord epoch) {}
        };
    return new Trainer(StrokesTable.recipe("epochs = 1000000"), listener)
        .train(StrokesTable.of(spark, StrokesTable.rows(), 2), Optional.empty());
  }

  /** The jobs that run once Spark has handled all that came before. */
  private static int[] activeJobs(SparkContext context) throws TimeoutException {
    assertThat(spark.range(1).count()).isEqualTo(1);
    context.listenerBus().waitUntilEmpty();
    return context.statusTracker().getActiveJobIds();
  }

  private static List<Thread> threadsOfFits() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(ThreadPool.NAME))
        .toList();
  }
}

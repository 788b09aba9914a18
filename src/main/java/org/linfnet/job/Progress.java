package org.linfnet.job;

import java.util.function.Supplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far long work has come: a bar on a terminal, a line in the log every half a minute elsewhere.
 * It looks whenever a task of Spark's ends.
 */
final class Progress extends SparkListener {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  /** What the scripts set when standard error goes to a terminal. */
  private static final String TERMINAL = "LINFNET_TERMINAL";

  private static final int BAR_MILLIS = 500;
  private static final int LOG_MILLIS = 30_000;

  private final ProgressBar bar;
  private final long total;
  private final Supplier<Long> done;

  private Progress(ProgressBar bar, long total, Supplier<Long> done) {
    this.bar = bar;
    this.total = total;
    this.done = done;
  }

  /**
   * Does the work and shows how far it has come.
   *
   * @param done how much of the total is done
   */
  static void show(
      SparkContext spark, String task, long total, Supplier<Long> done, Runnable work) {
    try (ProgressBar bar = bar(task, total)) {
      Progress progress = new Progress(bar, total, done);
      spark.addSparkListener(progress);
      try {
        work.run();
        bar.stepTo(total);
      } finally {
        spark.removeSparkListener(progress);
      }
    }
  }

  private static ProgressBar bar(String task, long total) {
    ProgressBarBuilder builder = new ProgressBarBuilder().setTaskName(task).setInitialMax(total);
    return System.getenv(TERMINAL) == null
        ? builder
            .setUpdateIntervalMillis(LOG_MILLIS)
            .setStyle(ProgressBarStyle.ASCII)
            .setConsumer(new DelegatingProgressBarConsumer(LOG::info))
            .build()
        : builder.setUpdateIntervalMillis(BAR_MILLIS).build();
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd ended) {
    bar.stepTo(Math.min(done.get(), total));
  }
}

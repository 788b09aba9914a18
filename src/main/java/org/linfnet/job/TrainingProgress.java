package org.linfnet.job;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.TrainingListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how training goes: a log line an epoch, and on a terminal a bar as well. */
interface TrainingProgress extends TrainingListener, AutoCloseable {

  @Override
  void close();

  /**
   * The progress that suits where standard error goes; the scripts say whether it is a terminal.
   */
  static TrainingProgress of(int epochs) {
    return System.getenv("LINFNET_TERMINAL") == null ? new Lines(epochs) : new Bar(epochs);
  }

  /** A log line an epoch. */
  record Lines(int epochs) implements TrainingProgress {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingProgress.class);

    @Override
    public void stepEnded(int epoch, int step, int steps) {
      // Steps pass in milliseconds; the epochs are told.
    }

    @Override
    public void epochEnded(EpochRecord epoch) {
      LOG.info("{}", epoch.toLine(epochs));
    }

    @Override
    public void close() {
      // Lines need no end.
    }
  }

  /** A bar over the steps of the run, and a line above it for each epoch. */
  final class Bar implements TrainingProgress {

    private static final String CLEAR_LINE = "\r\033[K";

    private final int epochs;
    private final Lines lines;
    private final ProgressBar bar;

    Bar(int epochs) {
      this.epochs = epochs;
      this.lines = new Lines(epochs);
      this.bar =
          new ProgressBarBuilder()
              .setTaskName("training")
              .setInitialMax(-1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUnit(" steps", 1)
              .build();
    }

    @Override
    public void stepEnded(int epoch, int step, int steps) {
      bar.maxHint((long) epochs * steps);
      bar.stepTo((long) epoch * steps + step + 1);
    }

    @Override
    public void epochEnded(EpochRecord epoch) {
      System.err.print(CLEAR_LINE);
      lines.epochEnded(epoch);
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}

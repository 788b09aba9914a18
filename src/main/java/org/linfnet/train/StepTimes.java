package org.linfnet.train;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Where a driver's time goes, summed over the steps of a run. */
public final class StepTimes {

  private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);

  /** Does something and adds its time to a phase. */
  public <T> T during(Phase phase, Supplier<T> work) {
    long began = System.nanoTime();
    try {
      return work.get();
    } finally {
      nanos.merge(phase, System.nanoTime() - began, Long::sum);
    }
  }

  /** Milliseconds of a phase in each of so many steps. */
  public double milliseconds(Phase phase, int steps) {
    return nanos.getOrDefault(phase, 0L) * 1e-6 / steps;
  }

  /** What a step consists of. */
  public enum Phase {
    /** The parameters become blocks that executors can fetch. */
    BROADCAST,
    /** The Spark job, from its submission to the last result merged. */
    JOB,
    /** The driver's part of the merge, within the job. */
    MERGE,
    /** The old broadcast is taken back. */
    DESTROY,
    /** The parameters move. */
    ADAM
  }
}

package org.linfnet.job;

import org.apache.spark.SparkException;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.linfnet.InvalidInputException;

/**
 * Remembers whether an executor ran out of memory. Tasks then miss what it held. When Spark gives
 * their stage up, its message names what was missing, and not the memory.
 */
final class LostExecutors extends SparkListener {

  private static final String GIVEN_UP = "has failed the maximum allowable number of times";

  private volatile boolean outOfMemory;

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    if (OutOfMemory.namesMemory(removed.reason())) {
      outOfMemory = true;
    }
  }

  /** The failure of a job, or a user's mistake in its place where memory is the cause. */
  Exception explained(Exception failure) {
    return outOfMemory && isGivenUp(failure)
        ? new InvalidInputException(OutOfMemory.lostExecutor())
        : failure;
  }

  private static boolean isGivenUp(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SparkException
          && String.valueOf(cause.getMessage()).contains(GIVEN_UP)) {
        return true;
      }
    }
    return false;
  }
}

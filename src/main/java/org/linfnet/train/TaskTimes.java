package org.linfnet.train;

import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** What Spark says of the tasks that have ended, summed; Spark counts whole milliseconds. */
final class TaskTimes extends SparkListener {

  private long tasks;
  private long runMillis;
  private long deserialisationMillis;
  private long serialisationMillis;
  private long fetchMillis;
  private long resultBytes;

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    TaskMetrics metrics = end.taskMetrics();
    tasks++;
    runMillis += metrics.executorRunTime();
    deserialisationMillis += metrics.executorDeserializeTime();
    serialisationMillis += metrics.resultSerializationTime();
    resultBytes += metrics.resultSize();
    if (end.taskInfo().gettingResult()) {
      fetchMillis += end.taskInfo().finishTime() - end.taskInfo().gettingResultTime();
    }
  }

  /** A line of means. */
  synchronized String toLine() {
    double each = Math.max(1, tasks);
    return ("of a task: run %.2f ms, deserialisation %.2f ms, result %.0f bytes, "
            + "written in %.2f ms, fetched apart in %.2f ms")
        .formatted(
            runMillis / each,
            deserialisationMillis / each,
            resultBytes / each,
            serialisationMillis / each,
            fetchMillis / each);
  }
}

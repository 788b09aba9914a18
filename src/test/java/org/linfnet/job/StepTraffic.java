package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.apache.spark.storage.BroadcastBlockId;

/** Counts what goes to the executors and comes back in the steps of training. */
final class StepTraffic extends SparkListener {

  /** The loss, the counts and what a serialiser adds. */
  private static final long OTHER_BYTES = 4096;

  /** What a serialiser puts before an array of numbers. */
  private static final long HEADER_BYTES = 64;

  private final Map<Integer, Step> steps = new TreeMap<>();
  private final Map<String, Long> broadcasts = new HashMap<>();
  private final Map<String, Integer> tasks = new TreeMap<>();

  /**
   * A step.
   *
   * @param hasProfile whether its tasks ask for more than the usual resources
   * @param results the bytes of each task's result
   */
  private record Step(boolean hasProfile, List<Long> results) {}

  /**
   * Checks that each step so far sent the numbers to one executor, and got one gradient back from a
   * task that asked for its cores.
   *
   * @param count the steps so far
   * @param bytes of the network's numbers
   */
  void requireOneExecutor(int count, long bytes) throws TimeoutException {
    SparkContext.getOrCreate().listenerBus().waitUntilEmpty();
    synchronized (this) {
      assertThat(steps).hasSize(count);
      for (Step step : steps.values()) {
        assertThat(step.hasProfile()).isTrue();
        assertThat(step.results()).singleElement(LONG).isBetween(bytes, bytes + OTHER_BYTES);
      }
      assertThat(broadcasts.values())
          .filteredOn(size -> size >= bytes && size < bytes + HEADER_BYTES)
          .hasSize(count);
    }
  }

  /** The tasks of steps that each executor has run, once the application has ended. */
  synchronized Map<String, Integer> tasks() {
    return tasks;
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    String description = submitted.properties().getProperty("spark.job.description", "");
    if (description.contains(", step ")) {
      steps.put(
          submitted.stageInfo().stageId(),
          new Step(submitted.stageInfo().resourceProfileId() > 0, new ArrayList<>()));
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    Step step = steps.get(end.stageId());
    if (step != null && end.taskMetrics() != null) {
      step.results().add(end.taskMetrics().resultSize());
      tasks.merge(end.taskInfo().executorId(), 1, Integer::sum);
    }
  }

  @Override
  public synchronized void onBlockUpdated(SparkListenerBlockUpdated updated) {
    BlockUpdatedInfo block = updated.blockUpdatedInfo();
    boolean stored = block.storageLevel().isValid();
    if (block.blockId() instanceof BroadcastBlockId id
        && stored
        && !block.blockManagerId().isDriver()) {
      String receiver = block.blockManagerId().executorId() + " " + id.broadcastId();
      broadcasts.merge(receiver, block.memSize(), Long::sum);
    }
  }
}

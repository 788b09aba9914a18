package org.linfnet.train.spark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Makes the tasks of every stage end in the reverse order of their partitions: each starts when the
 * scheduler has dealt with the one behind it. Stages with more tasks than {@link #CORES} are let
 * be.
 */
public final class ReversedTasks implements SparkPlugin {

  /** The threads that the local master must have. */
  static final int CORES = 8;

  private static final Map<Place, CountDownLatch> ENDED = new ConcurrentHashMap<>();
  private static final List<Place> ORDER = new CopyOnWriteArrayList<>();

  /** Starts to listen. */
  static void listen(SparkContext spark) {
    ENDED.clear();
    ORDER.clear();
    spark.addSparkListener(new Listener());
  }

  /** The tasks that have ended, in that order. */
  static List<Place> order() {
    return List.copyOf(ORDER);
  }

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverPlugin() {};
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new Reversing();
  }

  /** A task's. */
  record Place(int stage, int partition) {}

  private static CountDownLatch ended(int stage, int partition) {
    return ENDED.computeIfAbsent(new Place(stage, partition), place -> new CountDownLatch(1));
  }

  private static final class Reversing implements ExecutorPlugin {

    @Override
    public void onTaskStart() {
      TaskContext task = TaskContext.get();
      int next = task.partitionId() + 1;
      if (next < task.numPartitions() && task.numPartitions() <= CORES) {
        try {
          if (!ended(task.stageId(), next).await(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("task " + next + " does not end");
          }
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  private static final class Listener extends SparkListener {

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
      ORDER.add(new Place(task.stageId(), task.taskInfo().partitionId()));
      ended(task.stageId(), task.taskInfo().partitionId()).countDown();
    }
  }
}

package org.linfnet.train.spark;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.linfnet.RandomStream;
import org.linfnet.dataset.LabelledImages;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.Strokes;
import org.linfnet.input.Augmentation;
import org.linfnet.input.EncodingRule;
import org.linfnet.input.StoredValues;
import org.linfnet.layer.Slot;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.HingeLoss;
import org.linfnet.network.Network;
import org.linfnet.network.Objective;
import org.linfnet.train.Adam;
import org.linfnet.train.AdamMoments;
import org.linfnet.train.StepGradients;
import org.linfnet.train.StepTimes;
import org.linfnet.train.StepTimes.Phase;
import org.linfnet.train.TrainingMoment;

/**
 * Measures what a step costs beyond the kernels, and whether steps leave anything behind: real
 * steps over shards whose batches are empty, so that the kernels have nothing to do and all else is
 * as in training. It is in this package because it runs the steps of a {@link Trainer} apart from
 * one, and they are not public.
 *
 * @param network the layers
 * @param shards tasks of a step
 */
public record StepCosts(Network network, int shards) {

  private static final double MEBIBYTE = 1 << 20;
  private static final int STEPS_OF_EMPTY_BATCHES = 1 << 30;
  private static final int COLLECTIONS = 10;

  /**
   * Does warm-up steps, then steps that are measured.
   *
   * @return lines for people
   */
  public List<String> measure(SparkSession spark, int warmUp, int steps) {
    LabelledImages images = new Strokes(1).draw(Split.TRAIN, 8 * shards);
    try (ShardedExamples examples =
        ShardedExamples.of(labelled(spark, images), Augmentation.NONE, shards)) {
      float[] numbers = new float[network.size()];
      AdamMoments moments = new AdamMoments(network.size());
      try (StepGradients warming = Trainer.GradientSource.fitting(examples, plan())) {
        run(warming, numbers, moments, 0, warmUp);
      }
      Remains before = Remains.now();
      TaskTimes tasks = new TaskTimes();
      spark.sparkContext().addSparkListener(tasks);
      long cpu = cpuNanos();
      long began = System.nanoTime();
      StepTimes times;
      try (StepGradients measured = Trainer.GradientSource.fitting(examples, plan())) {
        run(measured, numbers, moments, warmUp, steps);
        times = measured.times();
      }
      double all = (System.nanoTime() - began) * 1e-6 / steps;
      double busy = (cpuNanos() - cpu) * 1e-6 / steps;
      List<String> lines = lines(times, all, busy, steps);
      lines.add(tasks.toLine());
      lines.add("left before these steps: " + before);
      lines.add("left after them:         " + Remains.now());
      return lines;
    }
  }

  /** What all threads of this JVM have used. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private ShardPlan plan() {
    return new ShardPlan(network, new RandomStream(1), RunKernels.ofDriver());
  }

  private void run(
      StepGradients gradients, float[] numbers, AdamMoments moments, int from, int steps) {
    Adam adam = new Adam(0.9, 0.99, 1e-10);
    Objective objective = Objective.on(new HingeLoss(1));
    List<Slot> trained = network.slots(Slot.Role.TRAINED);
    for (int step = from; step < from + steps; step++) {
      BatchGradient batch =
          gradients.run(
              numbers,
              new StepGradients.Task(
                  6, objective, new TrainingMoment(0, step, STEPS_OF_EMPTY_BATCHES)));
      gradients
          .times()
          .during(
              Phase.ADAM,
              () -> {
                adam.step(
                    moments,
                    new Adam.Gradient(trained, batch.sums(), 1, 0.01),
                    numbers,
                    gradients.threads());
                return numbers;
              });
    }
  }

  private List<String> lines(StepTimes times, double all, double busy, int steps) {
    double job = times.milliseconds(Phase.JOB, steps);
    double merge = times.milliseconds(Phase.MERGE, steps);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%,d numbers, %.1f MiB, %d shards; milliseconds of a step, mean over %,d:"
            .formatted(
                network.size(), network.size() * (double) Float.BYTES / MEBIBYTE, shards, steps));
    lines.add(line("broadcast", times.milliseconds(Phase.BROADCAST, steps)));
    lines.add(line("the shards, with scheduling and fetch", job - merge));
    lines.add(line("merge", merge));
    lines.add(line("broadcast taken back", times.milliseconds(Phase.DESTROY, steps)));
    lines.add(line("Adam", times.milliseconds(Phase.ADAM, steps)));
    lines.add(line("all", all));
    lines.add(line("busy cores in this JVM, all", busy));
    return lines;
  }

  private static String line(String phase, double milliseconds) {
    return "  %-38s %8.2f".formatted(phase, milliseconds);
  }

  private static LabelledExamples labelled(SparkSession spark, LabelledImages images) {
    StoredValues values = images.examples().values();
    return new LabelledExamples(
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(List.of(images.examples())),
        StoredValues.of(new byte[0], values.width()),
        images.description().classes(),
        EncodingRule.of(images.description().encoding()),
        false,
        true);
  }

  /**
   * What there is in the driver.
   *
   * @param heap bytes in use after full collections
   * @param blocks in the block manager
   * @param files under the block manager's folders
   */
  record Remains(long heap, int blocks, int files) {

    /** After collections until Spark, which hears of them, takes back no more blocks. */
    static Remains now() {
      int fewest = Integer.MAX_VALUE;
      for (int unchanged = 0; unchanged < COLLECTIONS; unchanged++) {
        System.gc();
        if (blockCount() < fewest) {
          fewest = blockCount();
          unchanged = 0;
        }
      }
      return new Remains(
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
          fewest,
          Arrays.stream(SparkEnv.get().blockManager().diskBlockManager().localDirs())
              .mapToInt(Remains::files)
              .sum());
    }

    private static int blockCount() {
      return SparkEnv.get().blockManager().getMatchingBlockIds(id -> true).size();
    }

    private static int files(File directory) {
      File[] inside = directory.listFiles();
      return inside == null ? 1 : Arrays.stream(inside).mapToInt(Remains::files).sum();
    }

    @Override
    public String toString() {
      return "%.2f MiB of heap, %d blocks, %d files".formatted(heap / MEBIBYTE, blocks, files);
    }
  }

  /** What Spark says of the tasks that have ended, summed; Spark counts whole milliseconds. */
  private static final class TaskTimes extends SparkListener {

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
}

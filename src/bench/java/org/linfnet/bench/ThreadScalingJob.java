package org.linfnet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.SparkSession;
import org.linfnet.RandomStream;
import org.linfnet.job.Arguments;
import org.linfnet.job.CommandLine;
import org.linfnet.job.Job;
import org.linfnet.job.JobRunner;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ThreadPool;
import org.linfnet.kernel.Threads;
import org.linfnet.layer.Shape;
import org.linfnet.layer.Step;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.HingeLoss;
import org.linfnet.network.Network;
import org.linfnet.network.Objective;
import org.linfnet.network.TrainingPass;

/**
 * Times the gradient of one batch: by one thread, by several threads that share the batch, and by
 * several shards of one thread each.
 */
public final class ThreadScalingJob implements Job {

  private static final Shape IMAGE = new Shape(1, 28, 28);
  private static final int WIDTH = 1024;
  private static final int BATCH = 256;
  private static final int THREADS = 2;
  private static final int STEPS = 10;
  private static final int HIDDEN_LAYERS = 3;
  private static final int CLASSES = 10;
  private static final List<Float> EXPONENTS = List.of(8f, 100f, Float.POSITIVE_INFINITY);

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new ThreadScalingJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet thread scaling";
  }

  @Override
  public CommandLine commandLine() {
    return new CommandLine("submit/thread-scaling.sh")
        .wholeNumber("width", "N", 1, "neurons of each hidden layer; default " + WIDTH)
        .wholeNumber("batch", "N", 1, "examples of a step; default " + BATCH)
        .wholeNumber("threads", "N", 1, "threads and shards; default " + THREADS)
        .wholeNumber(
            "steps", "N", 1, "steps of a measurement, the median of five; default " + STEPS);
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) {
    Measurement measurement =
        new Measurement(
            arguments.wholeNumber("width").orElse(WIDTH),
            arguments.wholeNumber("batch").orElse(BATCH),
            arguments.wholeNumber("steps").orElse(STEPS));
    int threads = arguments.wholeNumber("threads").orElse(THREADS);
    System.out.printf(
        "%8s %12s %14s %8s %14s%n",
        "p", "1 thread", threads + " threads", "ratio", threads + " shards");
    try (ThreadPool pool = new ThreadPool(threads)) {
      for (float p : EXPONENTS) {
        double one = measurement.milliseconds(p, 1, Threads.ONE, Threads.ONE);
        double shared = measurement.milliseconds(p, 1, Threads.ONE, pool);
        double shards = measurement.milliseconds(p, threads, pool, Threads.ONE);
        System.out.printf(
            "%8s %9.1f ms %11.1f ms %8.2f %11.1f ms%n", p, one, shared, one / shared, shards);
      }
    }
  }

  /** Steps of one size. */
  private record Measurement(int width, int batch, int steps) {

    private static final int REPETITIONS = 5;

    /** The median time of a step of so many shards. */
    double milliseconds(float p, int shards, Threads acrossShards, Threads withinShard) {
      List<Runnable> work = new ArrayList<>();
      for (int shard = 0; shard < shards; shard++) {
        work.add(shard(p, batch / shards, withinShard));
      }
      double[] times = new double[REPETITIONS];
      for (int repetition = -1; repetition < REPETITIONS; repetition++) {
        long began = System.nanoTime();
        for (int step = 0; step < steps; step++) {
          acrossShards.forEach(shards, shard -> work.get(shard).run());
        }
        if (repetition >= 0) {
          times[repetition] = (System.nanoTime() - began) * 1e-6 / steps;
        }
      }
      java.util.Arrays.sort(times);
      return times[REPETITIONS / 2];
    }

    private Runnable shard(float p, int examples, Threads threads) {
      Network network =
          new Network(
              IMAGE, CLASSES, new DistanceNet(HIDDEN_LAYERS, width, "normal", "batch").layers());
      float[] numbers = network.start(new RandomStream(1).random()).numbers();
      TrainingPass pass = new TrainingPass(network, Kernels.ofThisJvm().on(threads), examples);
      TrainingPass.Batch drawn = drawn(examples);
      BatchGradient sum = new BatchGradient(network);
      return () ->
          pass.run(
              Step.training(p, new RandomStream(2)),
              numbers,
              Objective.on(new HingeLoss(3)),
              drawn,
              sum);
    }

    private static TrainingPass.Batch drawn(int examples) {
      Random random = new RandomStream(3).random();
      float[] inputs = new float[examples * IMAGE.size()];
      for (int i = 0; i < inputs.length; i++) {
        inputs[i] = (float) random.nextGaussian();
      }
      int[] labels = new int[examples];
      float[] weights = new float[examples];
      for (int b = 0; b < examples; b++) {
        labels[b] = random.nextInt(CLASSES);
        weights[b] = 1;
      }
      return new TrainingPass.Batch(examples, inputs, labels, weights);
    }
  }
}

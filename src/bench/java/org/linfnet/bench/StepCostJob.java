package org.linfnet.bench;

import org.apache.spark.sql.SparkSession;
import org.linfnet.job.CommandLine;
import org.linfnet.job.Job;
import org.linfnet.job.JobRunner;
import org.linfnet.network.NetworkShape;
import org.linfnet.train.StepCosts;

/** Prints what a training step costs beyond the kernels, and what steps leave behind. */
public final class StepCostJob implements Job<StepCostJob.Options> {

  private static final int PIXELS = 28 * 28;
  private static final int HIDDEN_LAYERS = 3;
  private static final int CLASSES = 10;

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new StepCostJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet step costs";
  }

  @Override
  public CommandLine<Options> commandLine() {
    return new Arguments();
  }

  @Override
  public void run(Options options, SparkSession spark) {
    NetworkShape shape = new NetworkShape(PIXELS, HIDDEN_LAYERS, options.width(), CLASSES);
    System.out.println(spark.sparkContext().master());
    new StepCosts(shape, options.shards())
        .measure(spark, options.warmUp(), options.steps())
        .forEach(System.out::println);
  }

  /**
   * What the command line says.
   *
   * @param width neurons of each of the three hidden layers
   * @param shards tasks of a step
   * @param warmUp steps before those that are measured
   * @param steps that are measured
   */
  record Options(int width, int shards, int warmUp, int steps) {

    static final Options DEFAULTS = new Options(256, 2, 300, 300);

    Options withWidth(int neurons) {
      return new Options(neurons, shards, warmUp, steps);
    }

    Options withShards(int count) {
      return new Options(width, count, warmUp, steps);
    }

    Options withWarmUp(int count) {
      return new Options(width, shards, count, steps);
    }

    Options withSteps(int count) {
      return new Options(width, shards, warmUp, count);
    }
  }

  private static final class Arguments extends CommandLine<Options> {

    Arguments() {
      super("submit/step-costs.sh", Options.DEFAULTS);
      Options usual = Options.DEFAULTS;
      count("width", usual.width(), "neurons of each hidden layer", Options::withWidth);
      count("shards", usual.shards(), "tasks of a step", Options::withShards);
      count("warm-up", usual.warmUp(), "steps before the measured steps", Options::withWarmUp);
      count("steps", usual.steps(), "steps that are measured", Options::withSteps);
    }
  }
}

package org.linfnet.job;

import org.apache.spark.sql.SparkSession;
import org.linfnet.network.NetworkShape;
import org.linfnet.train.StepCosts;

/** Prints what a training step costs beyond the kernels, and what steps leave behind. */
public final class StepCostJob implements Job<StepCostOptions> {

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
  public CommandLine<StepCostOptions> commandLine() {
    return new StepCostCommandLine();
  }

  @Override
  public void run(StepCostOptions options, SparkSession spark) {
    NetworkShape shape = new NetworkShape(PIXELS, HIDDEN_LAYERS, options.width(), CLASSES);
    System.out.println(spark.sparkContext().master());
    new StepCosts(shape, options.shards())
        .measure(spark, options.warmUp(), options.steps())
        .forEach(System.out::println);
  }
}

package org.linfnet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.linfnet.job.Arguments;
import org.linfnet.job.CommandLine;
import org.linfnet.job.Job;
import org.linfnet.job.JobRunner;
import org.linfnet.layer.Shape;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;
import org.linfnet.train.Recipe;
import org.linfnet.train.RecipeFile;
import org.linfnet.train.spark.StepCosts;

/**
 * Prints what a training step costs beyond the kernels, and what steps leave behind; or what a step
 * on interval bounds costs beside the products of matrices in it.
 */
public final class StepCostJob implements Job {

  private static final Shape IMAGE = new Shape(1, 28, 28);
  private static final int WIDTH = 256;
  private static final int SHARDS = 2;
  private static final int STEPS = 300;
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
  public CommandLine commandLine() {
    return new CommandLine("submit/step-costs.sh")
        .option(
            "recipe",
            "FILE",
            "a recipe of interval bounds for images of 28 x 28: times a shard's part of its step"
                + " beside bare calls of the BLAS instead")
        .wholeNumber("width", "N", 1, "neurons of each hidden layer; default " + WIDTH)
        .wholeNumber("shards", "N", 1, "tasks of a step; default " + SHARDS)
        .wholeNumber("warm-up", "N", 1, "steps before the measured steps; default " + STEPS)
        .wholeNumber("steps", "N", 1, "steps that are measured; default " + STEPS);
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) throws IOException {
    int warmUp = arguments.wholeNumber("warm-up").orElse(STEPS);
    int steps = arguments.wholeNumber("steps").orElse(STEPS);
    Optional<String> recipe = arguments.text("recipe");
    if (recipe.isPresent()) {
      Recipe read =
          RecipeFile.read(recipe.get(), List.of(), path -> Files.readString(Path.of(path)));
      new StepProducts(read, IMAGE, CLASSES).measure(warmUp, steps).forEach(System.out::println);
      return;
    }
    DistanceNet net =
        new DistanceNet(
            HIDDEN_LAYERS, arguments.wholeNumber("width").orElse(WIDTH), "normal", "batch");
    Network network = new Network(IMAGE, CLASSES, net.layers());
    System.out.println(spark.sparkContext().master());
    new StepCosts(network, arguments.wholeNumber("shards").orElse(SHARDS))
        .measure(spark, warmUp, steps)
        .forEach(System.out::println);
  }
}

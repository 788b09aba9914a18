package org.linfnet.train.spark;

import org.apache.spark.SparkContext;
import org.linfnet.InvalidInputException;
import org.linfnet.layer.Shape;
import org.linfnet.train.Recipe;

/**
 * The bytes that a fit has on the heap at once, at the least. They grow linearly with the features.
 *
 * @param fixed what does not depend on the features
 * @param perFeature what each feature adds
 */
public record FitMemory(double fixed, double perFeature) {

  /**
   * The network, two moments of Adam, the sum of the gradients, and room for two more, since an
   * array lies in one piece of the heap; each shard adds a gradient.
   */
  private static final int COPIES_OF_WEIGHTS = 6;

  /**
   * The examples of a step, two gradients of their size, and two copies as kernels lay them out.
   */
  private static final int COPIES_OF_BATCH = 5;

  /** What the JVM and Spark take beside. */
  private static final double BESIDE = 300e6;

  /** Doubles as they come out of the shuffle and as one block, and floats to train on. */
  private static final int BYTES_OF_A_VALUE = Double.BYTES + Double.BYTES + Float.BYTES;

  /** Doubles with their indices, as they come out of the shuffle and as one block. */
  private static final int BYTES_OF_A_SPARSE_VALUE = 2 * (Double.BYTES + Integer.BYTES);

  private static final double GIGA = 1e9;
  private static final int MANY_ROWS = 1_000_000;

  /**
   * Refuses, before any training, what cannot fit into the driver's heap. In local mode that holds
   * the examples too; they are counted only where many of them would not fit.
   *
   * @param training the examples
   * @param width the values of each
   * @throws InvalidInputException when they do not fit
   */
  public static void require(Recipe recipe, ExampleTable training, int width, int classes) {
    long heap = Runtime.getRuntime().maxMemory();
    FitMemory memory = ofWeights(recipe, classes);
    memory.require(width, heap);
    SparkContext spark = training.table().sparkSession().sparkContext();
    int together = spark.defaultParallelism();
    int shards = recipe.shards();
    if (spark.isLocal()
        && !training.inputs().bytes()
        && !memory.withRows(MANY_ROWS, shards, together).fits(width, heap)) {
      ExampleTable.Size size = training.size();
      FitMemory whole =
          size.isSparse(width)
              ? memory.withSparseRows(size.kept(), shards, together)
              : memory.withRows(size.rows(), shards, together);
      whole.require(width, heap);
    }
  }

  /**
   * How many networks a driver has room to train at the same time; at least 1.
   *
   * @param numbers of a network
   * @param heap of the driver
   */
  static int networksAtOnce(Recipe recipe, long numbers, long heap) {
    double bytes = bytesOfAWeight(recipe) * numbers;
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, (heap - BESIDE) / bytes));
  }

  /** What the driver keeps of the network and of a step's examples in training. */
  static FitMemory ofWeights(Recipe recipe, int classes) {
    double one = recipe.network(Shape.vector(1), classes).size();
    double two = recipe.network(Shape.vector(2), classes).size();
    double bytes = bytesOfAWeight(recipe);
    double batch = COPIES_OF_BATCH * (double) recipe.batch() * Float.BYTES;
    return new FitMemory(BESIDE + bytes * (2 * one - two), bytes * (two - one) + batch);
  }

  private static double bytesOfAWeight(Recipe recipe) {
    return (COPIES_OF_WEIGHTS + recipe.shards()) * (double) Float.BYTES;
  }

  /**
   * This, and the examples of the shards that are made at once.
   *
   * @param rows of all shards
   * @param together how many shards one JVM makes at once
   */
  FitMemory withRows(long rows, int shards, int together) {
    double atOnce = rows * (double) Math.min(together, shards) / shards;
    return new FitMemory(fixed, perFeature + BYTES_OF_A_VALUE * atOnce);
  }

  /**
   * {@link #withRows} for rows that are mostly 0: more features alone add nothing to them.
   *
   * @param kept the values of all rows that may differ from 0
   */
  FitMemory withSparseRows(long kept, int shards, int together) {
    double atOnce = kept * (double) Math.min(together, shards) / shards;
    return new FitMemory(fixed + BYTES_OF_A_SPARSE_VALUE * atOnce, perFeature);
  }

  /** Whether so many features fit. */
  boolean fits(int features, long heap) {
    return fixed + perFeature * features <= heap;
  }

  /**
   * Requires that so many features fit.
   *
   * @throws InvalidInputException when they do not; the message says how many do
   */
  void require(int features, long heap) {
    if (!fits(features, heap)) {
      long most = Math.max(0, (long) ((heap - fixed) / perFeature));
      throw new InvalidInputException(
          ("%d features need %.1f GB of heap at least, and there are %.1f GB, which hold %d"
                  + " features: raise spark.driver.memory, or give fewer features or a smaller"
                  + " width")
              .formatted(features, (fixed + perFeature * features) / GIGA, heap / GIGA, most));
    }
  }
}

package org.linfnet.job;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.input.FeatureScaling;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.network.NetworkState;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.RecipeFile;
import org.linfnet.train.TrainingListener;
import org.linfnet.train.spark.ExampleTable;
import org.linfnet.train.spark.RunKernels;
import org.linfnet.train.spark.Trainer;

/**
 * Short fits whose driver is this JVM, each in a session of its own.
 *
 * @param master the cluster's
 * @param table the path of the training examples
 * @param recipe how they are trained on, but for the number of epochs
 */
record ClusterFits(String master, String table, String recipe) {

  static final int EPOCHS = 6;

  private static final String ON_ONE_THREAD = "local[1]";
  private static final ExampleTable.Columns COLUMNS =
      new ExampleTable.Columns(
          ExampleSchema.PIXELS,
          Optional.of(ExampleSchema.LABEL),
          Optional.empty(),
          Optional.of(ExampleSchema.ID));

  /** What happens between two epochs. */
  @FunctionalInterface
  interface Disturbance {

    /** Happens when so many epochs have ended. */
    void happen(int epoch, Executors executors) throws Exception;
  }

  /** The numbers of a network that one thread of this JVM trains. */
  float[] undisturbed() {
    SparkSession spark = start(onOneThread());
    try {
      return train(spark, TrainingListener.SILENT);
    } finally {
      spark.stop();
    }
  }

  /** The numbers of saved models, one after another. */
  static List<float[]> saved(String... models) {
    SparkSession spark = start(onOneThread());
    try {
      return Arrays.stream(models)
          .map(model -> LinfDistClassificationModel.load(model).trained().network().state())
          .map(NetworkState::numbers)
          .toList();
    } finally {
      spark.stop();
    }
  }

  private static SparkConf onOneThread() {
    return new SparkConf(false).setMaster(ON_ONE_THREAD);
  }

  /** The numbers of a network that the cluster trains, while something happens. */
  float[] disturbed(Map<String, String> settings, Disturbance disturbance, StepTraffic traffic) {
    SparkConf conf =
        new SparkConf(false)
            .setMaster(master)
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.executor.memory", "512m")
            .set("spark.executor.extraClassPath", Path.of("target/classes").toAbsolutePath() + "")
            .set("spark.broadcast.compress", "false");
    settings.forEach(conf::set);
    RunKernels.ofDriver().pin(conf);
    SparkSession spark = start(conf);
    try {
      Executors executors = new Executors(spark.sparkContext());
      spark.sparkContext().addSparkListener(executors);
      spark.sparkContext().addSparkListener(traffic);
      return train(spark, new Disturbed(disturbance, executors));
    } finally {
      spark.stop();
    }
  }

  private static SparkSession start(SparkConf conf) {
    conf.set("spark.ui.enabled", "false");
    conf.set("spark.serializer", "org.apache.spark.serializer.KryoSerializer");
    return SparkSession.builder().config(conf).appName("cluster fits").getOrCreate();
  }

  private float[] train(SparkSession spark, TrainingListener listener) {
    ExampleTable examples =
        new ExampleTable(spark.read().parquet(table), COLUMNS, InvalidRows.ERROR);
    int classes = examples.description().orElseThrow().classes();
    return new Trainer(RecipeFile.parse("test", recipe, List.of("epochs=" + EPOCHS)), listener)
        .train(examples.labelled(classes, FeatureScaling.BY_FEATURE), Optional.empty())
        .network()
        .state()
        .numbers();
  }

  /** Training goes on when the disturbance has happened. */
  private record Disturbed(Disturbance disturbance, Executors executors)
      implements TrainingListener {

    @Override
    public void stepEnded(int epoch, int step, int steps) {}

    @Override
    public void epochEnded(EpochRecord epoch) {
      try {
        disturbance.happen(epoch.epoch(), executors);
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }
}

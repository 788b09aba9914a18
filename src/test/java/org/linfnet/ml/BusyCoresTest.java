package org.linfnet.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linfnet.attack.AttackKind;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.evaluate.EvaluationPlan;
import org.linfnet.input.FeatureScaling;
import org.linfnet.kernel.ThreadPool;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.Recipe;
import org.linfnet.train.TrainingListener;
import org.linfnet.train.spark.ExampleTable;
import org.linfnet.train.spark.Trainer;

/** On eight cores, whatever the table's partitions and the Estimator's shards. */
class BusyCoresTest {

  private static final int CORES = 8;
  private static final int FEW = 128;
  private static final int MANY = 2048;

  private static final String[] ADDED = {
    "rawPrediction", "probability", "prediction", "certifiedRadius"
  };

  private static SparkSession spark;
  private static LinfDistClassificationModel model;

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder()
            .master("local[" + CORES + "]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
    model = QuickFits.quick().setMaxIter(1).fit(onePartition(FEW));
  }

  private static Dataset<Row> onePartition(int rows) {
    return QuickFits.gauges(spark, rows).coalesce(1);
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void aFitWithDefaultsIsTheWorkOfEightThreads() {
    Set<Thread> threads = new HashSet<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stepEnded(int epoch, int step, int steps) {
            Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(ThreadPool.NAME))
                .forEach(threads::add);
          }

          @Override
          public void epochEnded(EpochRecord epoch) {}
        };
    // A pool starts a thread when no other idles, so on a busy machine some steps go by first.
    Recipe defaults = ParamsRecipe.of(new LinfDistClassifier().setMaxIter(6), () -> MANY);
    ExampleTable.Columns columns =
        new ExampleTable.Columns(
            "features", Optional.of("label"), Optional.empty(), Optional.empty());
    ExampleTable table = new ExampleTable(onePartition(MANY), columns, InvalidRows.ERROR);
    new Trainer(defaults, listener)
        .train(
            table.labelled(
                table.classes(new ExampleTable.ClassLimit(10, "")), FeatureScaling.BY_FEATURE),
            Optional.empty());
    assertThat(defaults.shards()).isLessThan(CORES);
    assertThat(threads).hasSizeGreaterThanOrEqualTo(CORES); // more where one has idled for long
  }

  @Test
  void aTableOfOnePartitionIsEvaluatedByEightTasksAtOnce() throws TimeoutException {
    EvaluationPlan plan = new EvaluationPlan(new double[] {0.1}, AttackKind.NONE, 1);
    ModelEvaluation.ExampleColumns columns = new ModelEvaluation.ExampleColumns("label", "");
    assertThat(
            tasksAtOnce(
                () -> {
                  try (ModelEvaluation evaluation =
                      new ModelEvaluation(model, onePartition(MANY), plan, columns)) {
                    assertThat(evaluation.predictions().count()).isEqualTo(MANY);
                  }
                }))
        .isEqualTo(CORES);
  }

  /** The partitions of a table and the order of its rows are Spark's and the user's to choose. */
  @Test
  void aTableIsTransformedByAsManyTasksAsItHasPartitions() throws TimeoutException {
    Dataset<Row> table = onePartition(FEW);
    Dataset<Row> scored = model.transform(table).drop(ADDED);
    assertThat(tasksAtOnce(scored::collectAsList)).isEqualTo(1);
    assertThat(scored.collectAsList()).isEqualTo(table.collectAsList());
    Dataset<Row> spread = model.transform(table.repartition(CORES));
    assertThat(tasksAtOnce(spread::collectAsList)).isEqualTo(CORES);
  }

  private static int tasksAtOnce(Runnable work) throws TimeoutException {
    TasksAtOnce tasks = new TasksAtOnce();
    spark.sparkContext().addSparkListener(tasks);
    work.run();
    spark.sparkContext().listenerBus().waitUntilEmpty();
    spark.sparkContext().removeSparkListener(tasks);
    return tasks.most();
  }

  /** Counts the tasks that run at once. */
  private static final class TasksAtOnce extends SparkListener {

    private int running;
    private int most;

    @Override
    public synchronized void onTaskStart(SparkListenerTaskStart start) {
      running++;
      most = Math.max(most, running);
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
      running--;
    }

    synchronized int most() {
      return most;
    }
  }
}

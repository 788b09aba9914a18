package org.linfnet.evaluate;

import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.ExampleReader;
import org.linfnet.dataset.TableDescription;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.train.spark.ExampleTable;
import org.linfnet.train.spark.NetworkBroadcast;

/**
 * The evaluation of a table of examples as a distributed map: the network goes out once, each
 * example comes back as a row of results. The rows do not depend on how the table is partitioned.
 */
public final class Evaluation implements AutoCloseable {

  private static final long EXAMPLES_A_TASK = 256;

  private final ExampleTable table;
  private final ExampleReader reader;
  private final Encoding encoding;
  private final EvaluationPlan plan;
  private final NetworkBroadcast sent;
  private final LongAccumulator evaluated;
  private final double lipschitz;

  /**
   * Sends a network to the executors.
   *
   * @param table with or without labels; the prediction is certified and attacked where an example
   *     has no label
   * @throws InvalidInputException when the table or the plan does not fit the network
   */
  public Evaluation(ExampleTable table, EncodedNetwork network, EvaluationPlan plan) {
    requireFit(table, network.encoding(), network.network().classes());
    plan.requireFit(network.encoding());
    SparkContext spark = table.table().sparkSession().sparkContext();
    this.table = table;
    this.reader = table.reader(network.network().inputSize(), network.network().classes());
    this.encoding = network.encoding();
    this.plan = plan;
    this.sent = new NetworkBroadcast(JavaSparkContext.fromSparkContext(spark), network.state());
    this.evaluated = spark.longAccumulator();
    this.lipschitz = network.state().lipschitz();
  }

  /** The examples that are evaluated. */
  public ExampleTable table() {
    return table;
  }

  /** The encoding whose unit margins and radii are in. */
  public Encoding encoding() {
    return encoding;
  }

  /** The trained numbers of the network. */
  public int weights() {
    return sent.network().trainedCount();
  }

  /** An upper bound of how much the network stretches distances. */
  public double lipschitz() {
    return lipschitz;
  }

  /** How many examples have been evaluated so far, as tasks end. */
  public long evaluated() {
    return evaluated.value();
  }

  /**
   * The rows of results: {@code id, label, prediction, margin, margin_radius, certified_radius} and
   * {@code outcomes}, an array with an epsilon, a status and a counterexample or null in each
   * element. Nothing is computed before they are asked for, and everything each time.
   *
   * @param examples about how many there are, from which follows how many tasks are worth while
   */
  public Dataset<Row> rows(long examples) {
    Dataset<Row> selected = table.selected();
    long tasks = (examples + EXAMPLES_A_TASK - 1) / EXAMPLES_A_TASK;
    // Examples of features may have no id, and then only their values tell them apart.
    Dataset<Row> spread =
        tasks > selected.rdd().getNumPartitions()
            ? selected.repartition(
                Math.toIntExact(tasks), selected.col("id"), selected.col("inputs"))
            : selected;
    return spread.mapPartitions(
        new PartitionEvaluation(reader, sent, encoding, plan, evaluated),
        Encoders.row(new ResultRows(encoding).schema()));
  }

  /** Takes the network back from the executors. */
  @Override
  public void close() {
    sent.destroy();
  }

  /**
   * Checks that a table's examples are such as a network takes.
   *
   * @param encoding of the network's inputs
   * @param classes of the network
   * @throws InvalidInputException when they are not
   */
  public static void requireFit(ExampleTable table, Encoding encoding, int classes) {
    String column = table.inputs().name();
    if (table.inputs().bytes() != encoding.isStoredAsBytes()) {
      throw new InvalidInputException(
          "column %s holds %s, the model takes %s: choose another"
              .formatted(column, kind(table.inputs().bytes()), kind(encoding.isStoredAsBytes())));
    }
    int width = table.width();
    if (width != encoding.shape().size()) {
      throw new InvalidInputException(
          "column %s has %d values an example, the model takes %d: choose another"
              .formatted(column, width, encoding.shape().size()));
    }
    int described = table.description().map(TableDescription::classes).orElse(classes);
    if (described != classes) {
      throw new InvalidInputException(
          "the table has %d classes, the model %d: choose another".formatted(described, classes));
    }
  }

  private static String kind(boolean bytes) {
    return bytes ? "images" : "features";
  }
}

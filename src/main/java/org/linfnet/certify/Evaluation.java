package org.linfnet.certify;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.InvalidInputException;
import org.linfnet.train.NetworkBroadcast;
import org.linfnet.train.TrainedNetwork;

/**
 * The evaluation of a table of examples as a distributed map: the classifier goes out once, each
 * example comes back as a row of results. The rows do not depend on how the table is partitioned.
 */
public final class Evaluation implements AutoCloseable {

  private static final long EXAMPLES_A_TASK = 256;

  private final Dataset<Row> table;
  private final EvaluationPlan plan;
  private final SentClassifier sent;
  private final LongAccumulator evaluated;

  /**
   * Of a distance net, which is certified and attacked.
   *
   * @param table with the columns of {@link ExampleSchema}; {@code label} may be missing, and then
   *     the prediction is certified and attacked
   * @throws InvalidInputException when the table cannot be used or does not fit the network
   */
  public Evaluation(Dataset<Row> table, TrainedNetwork network, EvaluationPlan plan) {
    this(
        table,
        network.trainedOn(),
        plan,
        spark ->
            new SentDistanceNet(
                new NetworkBroadcast(spark, network.shape(), network.state()),
                network.trainedOn()));
  }

  /**
   * Of a perceptron, which is attacked, and of which nothing is certified.
   *
   * @param table with the columns of {@link ExampleSchema}; {@code label} may be missing, and then
   *     the prediction is attacked
   * @throws InvalidInputException when the table cannot be used or does not fit the perceptron
   */
  public Evaluation(Dataset<Row> table, Perceptron perceptron, EvaluationPlan plan) {
    this(
        table,
        perceptron.trainedOn(),
        plan,
        spark ->
            new SentPerceptron(
                perceptron.widths(),
                spark.broadcast(perceptron.weights()),
                perceptron.trainedOn()));
  }

  private Evaluation(
      Dataset<Row> table,
      DatasetDescription trainedOn,
      EvaluationPlan plan,
      Function<JavaSparkContext, SentClassifier> send) {
    requireFit(table.schema(), trainedOn);
    SparkContext spark = table.sparkSession().sparkContext();
    this.table = table;
    this.plan = plan;
    this.sent = send.apply(JavaSparkContext.fromSparkContext(spark));
    this.evaluated = spark.longAccumulator();
  }

  /** The examples that are evaluated. */
  public Dataset<Row> table() {
    return table;
  }

  /** The trained parameters of the classifier. */
  public int weights() {
    return sent.weightCount();
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
   * @param examples about how many there are, so how many tasks are worth while
   */
  public Dataset<Row> rows(long examples) {
    Column[] columns =
        Stream.of(ExampleSchema.ID, ExampleSchema.LABEL, ExampleSchema.PIXELS)
            .filter(List.of(table.columns())::contains)
            .map(table::col)
            .toArray(Column[]::new);
    Dataset<Row> selected = table.select(columns);
    long tasks = (examples + EXAMPLES_A_TASK - 1) / EXAMPLES_A_TASK;
    Dataset<Row> spread =
        tasks > selected.rdd().getNumPartitions()
            ? selected.repartition(Math.toIntExact(tasks), selected.col(ExampleSchema.ID))
            : selected;
    return spread.mapPartitions(
        new PartitionEvaluation(sent, plan, evaluated), Encoders.row(ResultRows.SCHEMA));
  }

  /** Takes the classifier back from the executors. */
  @Override
  public void close() {
    sent.destroy();
  }

  /**
   * Checks that a table's examples are such as a classifier was trained on.
   *
   * @param schema of the table
   * @throws InvalidInputException when the table cannot be used or does not fit the classifier
   */
  public static void requireFit(StructType schema, DatasetDescription trainedOn) {
    DatasetDescription description = ExampleSchema.describeUnlabelled(schema);
    if (!description.shape().equals(trainedOn.shape())
        || description.classes() != trainedOn.classes()) {
      throw new InvalidInputException(
          "the table holds images of %s in %d classes, the model takes %s in %d: choose another"
              .formatted(
                  description.shape(),
                  description.classes(),
                  trainedOn.shape(),
                  trainedOn.classes()));
    }
  }
}

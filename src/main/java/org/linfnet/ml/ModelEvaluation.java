package org.linfnet.ml;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.linfnet.dataset.ColumnNames;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.evaluate.Evaluation;
import org.linfnet.evaluate.EvaluationPlan;
import org.linfnet.evaluate.EvaluationTables;
import org.linfnet.train.spark.ExampleTable;

/**
 * A model certified and attacked on a table of examples: the tables that {@code submit/evaluate.sh}
 * writes, as tables of a session. Each example is evaluated once, when a table is first read, and
 * its results are kept until {@link #close}.
 */
public final class ModelEvaluation implements AutoCloseable {

  private final Evaluation evaluation;
  private final Dataset<Row> rows;
  private final EvaluationTables tables;

  /**
   * The names of columns beside the model's features; a name that is empty stands for the usual
   * one, where the table has it.
   *
   * @param labelCol usually {@code label}; without it, predictions are certified and attacked
   * @param idCol usually {@code id}, where that holds numbers; examples of features need none
   */
  public record ExampleColumns(String labelCol, String idCol) {}

  /**
   * Sends a network to the executors.
   *
   * @param model reads the column of features that it names, and treats rows that cannot be scored
   *     as it says; a row that it keeps is left out here
   * @param plan what is measured, in the unit of the model's certified radii
   * @throws org.linfnet.InvalidInputException when the table or the plan does not fit the model
   */
  public ModelEvaluation(
      LinfDistClassificationModel model,
      Dataset<?> table,
      EvaluationPlan plan,
      ExampleColumns columns) {
    Dataset<Row> examples = table.toDF();
    ExampleTable.Columns named =
        new ExampleTable.Columns(
            there(examples, model.getFeaturesCol(), "setFeaturesCol"),
            column(examples, columns.labelCol(), "label"),
            Optional.empty(),
            column(examples, columns.idCol(), "id")
                .filter(id -> !columns.idCol().isEmpty() || isId(examples, id)));
    InvalidRows invalid = InvalidRows.named(model.getOrDefault(model.handleInvalid()));
    this.evaluation =
        new Evaluation(new ExampleTable(examples, named, invalid), model.trained().network(), plan);
    this.rows = rows(examples).persist(StorageLevel.MEMORY_AND_DISK());
    this.tables = new EvaluationTables(rows, plan, evaluation.encoding());
  }

  /** The results; the network comes back from the executors when the examples cannot be counted. */
  private Dataset<Row> rows(Dataset<Row> examples) {
    try {
      return evaluation.rows(examples.count());
    } catch (Throwable fault) { // Spark throws checked exceptions that its Java signatures hide.
      evaluation.close();
      throw fault;
    }
  }

  private static Optional<String> column(Dataset<Row> table, String name, String usual) {
    if (name.isEmpty()) {
      return Optional.of(usual).filter(there -> ColumnNames.has(table.schema(), there));
    }
    return Optional.of(there(table, name, usual + "Col"));
  }

  private static boolean isId(Dataset<Row> table, String name) {
    return ExampleTable.isId(table.schema().apply(name));
  }

  /** The name of a column that must be there. */
  private static String there(Dataset<Row> table, String name, String setter) {
    Columns.field(table.schema(), name, setter);
    return name;
  }

  /** {@link EvaluationTables#summary}: a row for each epsilon. */
  public Dataset<Row> summary() {
    return tables.summary();
  }

  /** {@link EvaluationTables#predictions}: a row for each example. */
  public Dataset<Row> predictions() {
    return tables.predictions();
  }

  /** {@link EvaluationTables#counterexamples}: a row for each example that an attack broke. */
  public Dataset<Row> counterexamples() {
    return tables.counterexamples();
  }

  /** {@link EvaluationTables#curve}: certified accuracy against radius. */
  public Dataset<Row> curve() {
    return tables.curve();
  }

  /** Drops the results, and takes the network back from the executors. */
  @Override
  public void close() {
    rows.unpersist();
    evaluation.close();
  }
}

package org.linfnet.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import org.linfnet.InvalidInputException;
import org.linfnet.evaluate.EvaluationTables;
import org.linfnet.report.FormattedTable;

/**
 * What an evaluation leaves in tables of the catalog. The table of predictions has the name that
 * the command line gives and is written last, so where it is, the others are.
 *
 * @param predictions a row for each example
 * @param writing how tables are written
 */
record EvaluationCatalog(CatalogTable predictions, CatalogTable.Writing writing)
    implements EvaluationOutput {

  private static final String COUNTEREXAMPLES = "counterexamples";
  private static final String SUMMARY = "summary";
  private static final String CURVE = "curve";
  private static final String RECORD = "record";

  private static final StructType FIELDS =
      new StructType().add("field", DataTypes.StringType).add("value", DataTypes.StringType);

  static EvaluationCatalog claimed(
      CatalogTable predictions, Arguments arguments, SparkSession spark) throws IOException {
    CatalogTable.Writing writing = CatalogTable.Writing.of(arguments);
    EvaluationCatalog output = new EvaluationCatalog(predictions, writing);
    output.tables().forEach(table -> table.requireNotRead(arguments, spark));
    output.requireWritable(spark);
    return output;
  }

  private List<CatalogTable> tables() {
    return Stream.concat(
            Stream.of(predictions),
            Stream.of(COUNTEREXAMPLES, SUMMARY, CURVE, RECORD).map(predictions::with))
        .toList();
  }

  private void requireWritable(SparkSession spark) throws IOException {
    for (CatalogTable table : tables()) {
      table.requireWritable(writing, spark);
    }
  }

  @Override
  public void write(EvaluationResults results) throws IOException {
    long examples = results.examples();
    List<Dataset<Row>> kept = new ArrayList<>();
    try {
      double seconds = results.evaluate(examples, rows -> kept.add(stored(rows)));
      Dataset<Row> rows = kept.get(0);
      EvaluationResults.requireCount(examples, rows.count(), "evaluated");
      EvaluationTables tables = results.tables(rows);
      Dataset<Row> record = record(results.record(examples, seconds, tables), results.spark());
      Optional<InvalidInputException> taken = taken(results.spark());
      EvaluationCatalog free = taken.isPresent() ? ofThisRun() : this;
      free.write(tables, record);
      if (taken.isPresent()) {
        throw new InvalidInputException(
            "%s; what this run wrote is kept as %s".formatted(taken.get().getMessage(), free));
      }
      System.out.print(FormattedTable.of(results.summary(SUMMARY, tables)).text());
    } finally {
      kept.forEach(Dataset::unpersist);
    }
  }

  private void write(EvaluationTables tables, Dataset<Row> record) {
    write(COUNTEREXAMPLES, tables.counterexamples());
    write(SUMMARY, tables.summary());
    write(CURVE, tables.curve());
    write(RECORD, record);
    predictions.write(tables.predictions(), writing);
  }

  /** What stands in the way of the tables by now, if something does. */
  private Optional<InvalidInputException> taken(SparkSession spark) throws IOException {
    try {
      requireWritable(spark);
      return Optional.empty();
    } catch (InvalidInputException e) {
      return Optional.of(e);
    }
  }

  private EvaluationCatalog ofThisRun() {
    String run = UUID.randomUUID().toString().replace('-', '_');
    return new EvaluationCatalog(predictions.with(run), writing);
  }

  private static Dataset<Row> stored(Dataset<Row> rows) {
    Dataset<Row> stored = rows.persist(StorageLevel.DISK_ONLY());
    stored.count();
    return stored;
  }

  private void write(String suffix, Dataset<Row> rows) {
    predictions.with(suffix).write(rows, writing);
  }

  private static Dataset<Row> record(Map<String, Object> fields, SparkSession spark)
      throws JsonProcessingException {
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      Object value = field.getValue();
      rows.add(
          RowFactory.create(
              field.getKey(),
              value instanceof String ? value : new ObjectMapper().writeValueAsString(value)));
    }
    return spark.createDataFrame(rows, FIELDS).coalesce(1);
  }

  @Override
  public void close() {
    // Tables are whole or absent.
  }

  @Override
  public String toString() {
    return predictions.toString();
  }
}

package org.linfnet.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
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
    predictions.requireNotRead(arguments, spark);
    predictions.requireWritable(writing, spark);
    for (String suffix : List.of(COUNTEREXAMPLES, SUMMARY, CURVE, RECORD)) {
      predictions.with(suffix).requireWritable(writing, spark);
    }
    return new EvaluationCatalog(predictions, writing);
  }

  @Override
  public void write(EvaluationResults results) throws JsonProcessingException {
    long examples = results.examples();
    List<Dataset<Row>> kept = new ArrayList<>();
    try {
      double seconds = results.evaluate(examples, rows -> kept.add(stored(rows)));
      Dataset<Row> rows = kept.get(0);
      EvaluationResults.requireCount(examples, rows.count(), "evaluated");
      EvaluationTables tables = results.tables(rows);
      write(COUNTEREXAMPLES, tables.counterexamples());
      write(SUMMARY, tables.summary());
      write(CURVE, tables.curve());
      write(RECORD, record(results.record(examples, seconds, tables), results.spark()));
      predictions.write(tables.predictions(), writing);
      System.out.print(FormattedTable.of(results.summary(SUMMARY, tables)).text());
    } finally {
      kept.forEach(Dataset::unpersist);
    }
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

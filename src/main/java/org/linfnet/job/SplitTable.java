package org.linfnet.job;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.TableSplit;
import org.linfnet.input.ExampleBlock;

/**
 * A split of a data set that is in memory.
 *
 * @param table its schema and its examples
 */
record SplitTable(TableSplit table) implements PreparedTable {

  private static final int EXAMPLES_IN_A_FILE = 10_000;

  @Override
  public Split split() {
    return table.split();
  }

  @Override
  public String summary() {
    return table.examples().size() + " " + table.summary();
  }

  @Override
  public void write(Consumer<Dataset<Row>> writer, SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<ExampleBlock> examples = context.broadcast(table.examples());
    boolean wholeLabels =
        table.schema().apply(ExampleSchema.LABEL).dataType().equals(DataTypes.IntegerType);
    int files = (table.examples().size() + EXAMPLES_IN_A_FILE - 1) / EXAMPLES_IN_A_FILE;
    List<Integer> parts = IntStream.range(0, files).boxed().toList();
    writer.accept(
        spark.createDataFrame(
            context
                .parallelize(parts, files)
                .flatMap(part -> rows(examples.value(), part, wholeLabels)),
            table.schema()));
    examples.destroy();
  }

  private static Iterator<Row> rows(ExampleBlock examples, int part, boolean wholeLabels) {
    int from = part * EXAMPLES_IN_A_FILE;
    int to = Math.min(examples.size(), from + EXAMPLES_IN_A_FILE);
    return IntStream.range(from, to).mapToObj(i -> row(examples, i, wholeLabels)).iterator();
  }

  private static Row row(ExampleBlock examples, int i, boolean wholeLabels) {
    int label = examples.labels()[i];
    Object values = examples.values().row(i);
    return RowFactory.create(
        examples.ids()[i],
        wholeLabels ? (Object) label : (Object) (double) label,
        values instanceof double[] features ? Vectors.dense(features) : values);
  }
}

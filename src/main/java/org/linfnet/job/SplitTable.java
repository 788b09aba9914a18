package org.linfnet.job;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.TableSplit;
import org.linfnet.input.ExampleBlock;

/** Writes a split of a data set, which is in memory, as a Parquet table. */
final class SplitTable {

  private static final int EXAMPLES_IN_A_FILE = 10_000;

  private SplitTable() {}

  static void write(TableSplit split, Path path, SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<ExampleBlock> examples = context.broadcast(split.examples());
    boolean wholeLabels =
        split.schema().apply(ExampleSchema.LABEL).dataType().equals(DataTypes.IntegerType);
    int files = (split.examples().size() + EXAMPLES_IN_A_FILE - 1) / EXAMPLES_IN_A_FILE;
    List<Integer> parts = IntStream.range(0, files).boxed().toList();
    spark
        .createDataFrame(
            context
                .parallelize(parts, files)
                .flatMap(part -> rows(examples.value(), part, wholeLabels)),
            split.schema())
        .write()
        .parquet(path.toString());
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

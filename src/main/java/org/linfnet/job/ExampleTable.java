package org.linfnet.job;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.LabelledImages;

/** Writes images in memory as a Parquet table in the schema of {@link ExampleSchema}. */
final class ExampleTable {

  private static final int EXAMPLES_IN_A_FILE = 10_000;

  private ExampleTable() {}

  static void write(LabelledImages images, Path path, SparkSession spark) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<ExampleBlock> examples = context.broadcast(images.examples());
    int files = (images.examples().size() + EXAMPLES_IN_A_FILE - 1) / EXAMPLES_IN_A_FILE;
    List<Integer> parts = IntStream.range(0, files).boxed().toList();
    spark
        .createDataFrame(
            context.parallelize(parts, files).flatMap(part -> rows(examples.value(), part)),
            ExampleSchema.of(images.description()))
        .write()
        .parquet(path.toString());
    examples.destroy();
  }

  private static Iterator<Row> rows(ExampleBlock examples, int part) {
    int from = part * EXAMPLES_IN_A_FILE;
    int to = Math.min(examples.size(), from + EXAMPLES_IN_A_FILE);
    return IntStream.range(from, to).mapToObj(i -> row(examples, i)).iterator();
  }

  private static Row row(ExampleBlock examples, int i) {
    int inputs = examples.inputs();
    return RowFactory.create(
        examples.ids()[i],
        examples.labels()[i],
        Arrays.copyOfRange(examples.pixels(), i * inputs, (i + 1) * inputs));
  }
}

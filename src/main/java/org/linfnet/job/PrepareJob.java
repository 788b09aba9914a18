package org.linfnet.job;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.linfnet.dataset.DataSet;
import org.linfnet.dataset.DataSets;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.TableSplit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a data set as two Parquet tables, {@code train} and {@code test}. */
public final class PrepareJob implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(PrepareJob.class);

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new PrepareJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet prepare";
  }

  @Override
  public CommandLine commandLine() {
    return new CommandLine("data-prep/prepare.sh")
        .argument("DATASET", String.join(", ", DataSets.names()))
        .required("output", "DIR", "takes the tables train and test")
        .option(
            "from",
            "DIR",
            "holds the published files, packed or not; without it they are downloaded")
        .wholeNumber(
            "examples",
            "N",
            0,
            "of a data set that is drawn: N training examples, and fewer to test")
        .longNumber(
            "seed",
            "S",
            "of a data set that is drawn: another seed draws other examples; default 1")
        .flag("overwrite", "replaces an output that exists")
        .check(arguments -> DataSets.named(arguments.required(CommandLine.ARGUMENT)));
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) throws Exception {
    try (OutputDirectory output =
        OutputDirectory.claimed(
            arguments.required("output"),
            arguments.has("overwrite"),
            Arrays.stream(Split.values()).map(Split::lowerCase).collect(Collectors.toSet()),
            spark.sparkContext().hadoopConfiguration())) {
      prepare(arguments, output, spark);
    }
  }

  private static void prepare(Arguments arguments, OutputDirectory output, SparkSession spark)
      throws Exception {
    DataSet.Options options =
        new DataSet.Options(
            arguments.text("from").map(Path::of),
            arguments.wholeNumber("examples"),
            arguments.longNumber("seed"));
    List<TableSplit> splits =
        DataSets.named(arguments.required(CommandLine.ARGUMENT)).splits(options);
    output.write(
        directory -> {
          for (TableSplit split : splits) {
            SplitTable.write(
                split, new org.apache.hadoop.fs.Path(directory, split.split().lowerCase()), spark);
          }
        });
    for (TableSplit split : splits) {
      LOG.info(
          "{}/{}: {} {}",
          output,
          split.split().lowerCase(),
          split.examples().size(),
          split.summary());
    }
  }
}

package org.linfnet.job;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.linfnet.dataset.Split;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a data set as two tables, {@code train} and {@code test}. */
public final class PrepareJob implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(PrepareJob.class);

  private static final Map<String, OutputLayout> TABLES =
      Arrays.stream(Split.values())
          .collect(Collectors.toUnmodifiableMap(Split::lowerCase, split -> OutputLayout.TABLE));
  private static final OutputLayout LAYOUT = OutputLayout.of(TABLES.keySet(), Set.of(), TABLES);

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
    return CatalogTable.addOptions(new CommandLine("data-prep/prepare.sh"))
        .argument("DATASET", String.join(", ", TableSource.names()))
        .required(
            "output",
            "DIR",
            "takes the tables train and test; table:NAME writes NAME_train and NAME_test to the"
                + " catalog")
        .option(
            "from",
            "DIR",
            "holds the published files, packed or not; without it they are downloaded; of images,"
                + " the folder whose sub-folders are the classes")
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
        .check(arguments -> TableSource.named(arguments.required(CommandLine.ARGUMENT)));
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) throws Exception {
    Optional<CatalogTable> table = CatalogTable.named(arguments.required("output"), spark);
    if (table.isPresent()) {
      prepare(arguments, table.get(), spark);
      return;
    }
    CatalogTable.requireNoFormat(arguments);
    try (OutputDirectory output =
        OutputDirectory.claimed(
            arguments, "output", LAYOUT, spark.sparkContext().hadoopConfiguration())) {
      prepare(arguments, output, spark);
    }
  }

  private static void prepare(Arguments arguments, OutputDirectory output, SparkSession spark)
      throws Exception {
    List<PreparedTable> tables =
        TableSource.named(arguments.required(CommandLine.ARGUMENT)).tables(arguments, spark);
    output.write(
        directory -> {
          for (PreparedTable table : tables) {
            table.write(new Path(directory, table.split().lowerCase()), spark);
          }
        });
    for (PreparedTable table : tables) {
      LOG.info("{}/{}: {}", output, table.split().lowerCase(), table.summary());
    }
  }

  private static void prepare(Arguments arguments, CatalogTable name, SparkSession spark)
      throws Exception {
    CatalogTable.Writing writing = CatalogTable.Writing.of(arguments);
    for (Split split : Split.values()) {
      name.with(split.lowerCase()).requireWritable(writing, spark);
    }
    for (PreparedTable table :
        TableSource.named(arguments.required(CommandLine.ARGUMENT)).tables(arguments, spark)) {
      CatalogTable written = name.with(table.split().lowerCase());
      table.write(rows -> written.write(rows, writing), spark);
      LOG.info("{}: {}", written, table.summary());
    }
  }
}

package org.linfnet.job;

import java.io.IOException;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** Where an evaluation leaves its results: a directory, or tables of the catalog. */
interface EvaluationOutput extends AutoCloseable {

  /** Adds the options that name an output. */
  static CommandLine addOptions(CommandLine commandLine) {
    return CatalogTable.addOptions(
            commandLine.required(
                "output",
                "DIR",
                "takes the tables of results; table:NAME writes them to tables of the catalog that"
                    + " are called NAME, NAME_summary and so on"))
        .flag("overwrite", "replaces an output that exists");
  }

  /**
   * Claims, before any work, the output that a command line names.
   *
   * @throws org.linfnet.InvalidInputException when it may not or cannot be written
   * @throws IOException when the file system fails
   */
  static EvaluationOutput claimed(Arguments arguments, SparkSession spark) throws IOException {
    Optional<CatalogTable> table = CatalogTable.named(arguments.required("output"), spark);
    return table.isPresent()
        ? EvaluationCatalog.claimed(table.get(), arguments, spark)
        : EvaluationFiles.claimed(arguments, spark);
  }

  /**
   * Evaluates, writes the results and prints the summary.
   *
   * @throws Exception when they cannot be written
   */
  void write(EvaluationResults results) throws Exception;

  @Override
  void close();
}

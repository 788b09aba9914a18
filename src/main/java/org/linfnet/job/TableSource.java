package org.linfnet.job;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.DataSet;
import org.linfnet.dataset.DataSets;
import org.linfnet.dataset.TableSplit;

/** What {@code data-prep/prepare.sh} makes tables of: a data set, or a folder of images. */
@FunctionalInterface
interface TableSource {

  /**
   * The tables of both splits.
   *
   * @param arguments of the command line
   * @throws InvalidInputException when an option does not apply, or a file cannot be used
   * @throws Exception when files cannot be read
   */
  List<PreparedTable> tables(Arguments arguments, SparkSession spark) throws Exception;

  /** The names of all sources. */
  static List<String> names() {
    return Stream.concat(DataSets.names().stream(), Stream.of(ImageFolderTables.NAME)).toList();
  }

  /**
   * The source of a name.
   *
   * @throws InvalidInputException when there is none
   */
  static TableSource named(String name) {
    if (!names().contains(name)) {
      throw new InvalidInputException(
          "there is no data set '%s': it is one of %s".formatted(name, String.join(", ", names())));
    }
    return name.equals(ImageFolderTables.NAME)
        ? new ImageFolderTables()
        : (arguments, spark) -> inMemory(DataSets.named(name).splits(options(arguments)));
  }

  /** What a command line says of a data set. */
  static DataSet.Options options(Arguments arguments) {
    return new DataSet.Options(
        arguments.text("from").map(Path::of),
        arguments.wholeNumber("examples"),
        arguments.longNumber("seed"));
  }

  private static List<PreparedTable> inMemory(List<TableSplit> splits) {
    return splits.stream().<PreparedTable>map(SplitTable::new).toList();
  }
}

package org.linfnet.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.InvalidInputException;

/** The files of a table, Parquet or another format that Spark reads. */
final class TableFiles {

  /** The format of tables where none is named. */
  static final String PARQUET = "parquet";

  private static final String CSV = "csv";
  private static final String JSON = "json";

  private TableFiles() {}

  /** {@link #read(String, String, SparkSession)} of a table in Parquet. */
  static Dataset<Row> read(String path, SparkSession spark) {
    return read(path, PARQUET, spark);
  }

  /**
   * The table at a path. Files that Spark would pass over in silence are refused. CSV has a line of
   * names, and the types of its columns are those of their values.
   *
   * @param format the name of Spark's data source, in capitals or not
   * @throws InvalidInputException when there is no table, it has no row, or not every file of it is
   *     read
   */
  static Dataset<Row> read(String path, String format, SparkSession spark) {
    try {
      Configuration hadoop = spark.sparkContext().hadoopConfiguration();
      StoragePath named = StoragePath.read(path, hadoop);
      Dataset<Row> table = reader(format, spark).load(named.toString());
      String known = format.toLowerCase(Locale.ROOT);
      if (known.equals(CSV) && table.columns().length == 1) {
        throw new InvalidInputException(
            named + " has one column: CSV is read with commas between its cells; write it so");
      }
      if (!known.equals(CSV) && !known.equals(JSON) && isDirectory(named)) {
        for (Path directory : directories(table)) {
          requireRead(directory, "." + known, hadoop);
        }
      }
      if (table.isEmpty()) {
        throw new InvalidInputException(
            named + " is empty: the table has no row; name one that has");
      }
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line of text that does not fit the columns is an error, and not a row with less in it. */
  private static DataFrameReader reader(String format, SparkSession spark) {
    DataFrameReader reader = spark.read().format(format);
    return switch (format.toLowerCase(Locale.ROOT)) {
      case CSV ->
          reader
              .option("header", true)
              .option("inferSchema", true)
              .option("ignoreLeadingWhiteSpace", true)
              .option("ignoreTrailingWhiteSpace", true)
              .option("mode", "FAILFAST");
      case JSON -> reader.option("mode", "FAILFAST");
      default -> reader;
    };
  }

  /** Of files that are named one by one, or by a pattern, nothing is passed over. */
  private static boolean isDirectory(StoragePath named) throws IOException {
    return named.files().exists(named.path())
        && named.files().getFileStatus(named.path()).isDirectory();
  }

  private static Set<Path> directories(Dataset<Row> table) {
    return Arrays.stream(table.inputFiles())
        .map(file -> new Path(URI.create(file)).getParent())
        .collect(Collectors.toSet());
  }

  private static void requireRead(Path directory, String suffix, Configuration hadoop)
      throws IOException {
    FileSystem files = directory.getFileSystem(hadoop);
    for (FileStatus entry : files.listStatus(directory)) {
      String name = entry.getPath().getName();
      boolean hidden = name.startsWith("_") || name.startsWith(".");
      if (hidden && entry.isFile() && name.endsWith(suffix)) {
        throw new InvalidInputException(
            entry.getPath()
                + " would not be read, since its name begins with "
                + name.charAt(0)
                + ": rename it, or move it away");
      }
      if (!hidden && entry.isFile() && entry.getLen() == 0) {
        throw new InvalidInputException(
            entry.getPath()
                + " is a file of 0 bytes: its examples are missing; write the table again, or"
                + " remove the file");
      }
      if (!hidden && entry.isDirectory() && !name.contains("=")) {
        throw new InvalidInputException(
            entry.getPath()
                + " is a directory among the files of a table, and would not be read: move it away,"
                + " or its files up");
      }
    }
  }
}

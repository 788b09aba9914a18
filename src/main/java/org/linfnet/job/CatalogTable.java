package org.linfnet.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.HiveTableRelation;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import org.apache.spark.sql.execution.datasources.v2.DataSourceV2Relation;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.ColumnNames;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A table of the session's catalog, which a command line names as {@code table:NAME}.
 *
 * @param parts of its name: catalog and namespace, if they are given, and the table
 */
record CatalogTable(List<String> parts) {

  private static final String PREFIX = "table:";
  private static final Pattern WRITTEN = Pattern.compile("\\w+");
  private static final String FORMAT = "output-format";

  /** A copy is kept. */
  CatalogTable {
    parts = List.copyOf(parts);
  }

  /** Adds the option that says in which format tables are written. */
  static CommandLine addOptions(CommandLine commandLine) {
    return commandLine.option(
        FORMAT,
        "FORMAT",
        "what tables of the catalog are written as, such as parquet, orc, delta or iceberg; default"
            + " Spark's own default");
  }

  /** Whether a text names a table of the catalog, and not a path. */
  static boolean isNamed(String text) {
    return text.startsWith(PREFIX);
  }

  /**
   * The table that a text names, if it names one.
   *
   * @throws InvalidInputException when the name is none that SQL reads
   */
  static Optional<CatalogTable> named(String text, SparkSession spark) {
    if (!isNamed(text)) {
      return Optional.empty();
    }
    String name = text.substring(PREFIX.length());
    try {
      return Optional.of(
          new CatalogTable(
              CollectionConverters.asJava(
                  spark.sessionState().sqlParser().parseMultipartIdentifier(name))));
    } catch (ParseException e) {
      throw new InvalidInputException(
          "%s is no name of a table: give table:NAME or table:DATABASE.NAME, with letters that SQL"
                  .formatted(text)
              + " does not read between backticks");
    }
  }

  /** The table whose name is this one's with an ending. */
  CatalogTable with(String ending) {
    List<String> other = new ArrayList<>(parts);
    other.add(other.remove(other.size() - 1) + "_" + ending);
    return new CatalogTable(other);
  }

  /**
   * Its rows.
   *
   * @throws InvalidInputException when there is no such table, or it has no row
   */
  Dataset<Row> read(SparkSession spark) {
    if (!spark.catalog().tableExists(quoted())) {
      throw new InvalidInputException(
          "there is no table %s: name one of the session's catalog".formatted(this));
    }
    Dataset<Row> table = spark.table(quoted());
    if (table.isEmpty()) {
      throw new InvalidInputException(
          "table %s is empty: it has no row; name one that has".formatted(this));
    }
    return table;
  }

  /**
   * Checks that it is none of the tables that a command line reads, nor one that a view reads which
   * the command line names.
   *
   * @throws InvalidInputException when it is one
   */
  void requireNotRead(Arguments arguments, SparkSession spark) {
    List<String> written = resolved(parts, spark);
    for (String option : ExampleTables.READ) {
      Optional<CatalogTable> read = arguments.text(option).flatMap(text -> named(text, spark));
      if (read.isPresent() && read.get().sources(spark).contains(written)) {
        throw new InvalidInputException(
            "%s is the table of --%s: name another output".formatted(this, option));
      }
    }
  }

  /** The whole names of this table and of those that it reads, if it is a view. */
  private Set<List<String>> sources(SparkSession spark) {
    Set<List<String>> sources = new HashSet<>();
    sources.add(resolved(parts, spark));
    if (spark.catalog().tableExists(quoted())) {
      LogicalPlan plan = spark.table(quoted()).queryExecution().analyzed();
      for (LogicalPlan leaf : CollectionConverters.asJava(plan.collectLeaves())) {
        nameOf(leaf).ifPresent(name -> sources.add(resolved(name, spark)));
      }
    }
    return sources;
  }

  /** The name of the table that a leaf of a plan reads, if it reads one. */
  private static Optional<List<String>> nameOf(LogicalPlan leaf) {
    if (leaf instanceof LogicalRelation relation && relation.catalogTable().isDefined()) {
      return Optional.of(parts(relation.catalogTable().get().identifier()));
    }
    if (leaf instanceof HiveTableRelation relation) {
      return Optional.of(parts(relation.tableMeta().identifier()));
    }
    if (leaf instanceof DataSourceV2Relation relation
        && relation.catalog().isDefined()
        && relation.identifier().isDefined()) {
      Identifier table = relation.identifier().get();
      return Optional.of(
          Stream.of(
                  Stream.of(relation.catalog().get().name()),
                  Stream.of(table.namespace()),
                  Stream.of(table.name()))
              .flatMap(names -> names)
              .toList());
    }
    return Optional.empty();
  }

  private static List<String> parts(TableIdentifier table) {
    return CollectionConverters.asJava(table.nameParts());
  }

  /** A name with its catalog and namespace, in small letters: catalogs tell no capitals apart. */
  private static List<String> resolved(List<String> parts, SparkSession spark) {
    Stream<String> whole = parts.stream();
    if (parts.size() == 1) {
      whole = Stream.concat(Stream.of(spark.catalog().currentDatabase()), whole);
    }
    if (parts.size() == 1
        || !spark.sessionState().catalogManager().isCatalogRegistered(parts.get(0))) {
      whole = Stream.concat(Stream.of(spark.catalog().currentCatalog()), whole);
    }
    return whole.map(part -> part.toLowerCase(Locale.ROOT)).toList();
  }

  /**
   * Checks, before any work, that it may be written.
   *
   * @throws InvalidInputException when its name, its database, its format or its place cannot be
   *     used, or it exists and is not to be replaced
   * @throws IOException when its place may not be written, or the file system fails
   */
  void requireWritable(Writing writing, SparkSession spark) throws IOException {
    if (!parts.stream().allMatch(part -> WRITTEN.matcher(part).matches())) {
      throw new InvalidInputException(
          "table %s cannot be written: catalogs take letters, digits and _ in a name"
              .formatted(this));
    }
    String database = quoted(parts.subList(0, parts.size() - 1));
    if (!database.isEmpty() && !spark.catalog().databaseExists(database)) {
      throw new InvalidInputException(
          "there is no database %s: create it, or name another".formatted(database));
    }
    boolean exists = spark.catalog().tableExists(quoted());
    if (!writing.overwrite() && exists) {
      throw new InvalidInputException(
          "table %s exists: name another output, or give --overwrite to replace it"
              .formatted(this));
    }
    writing.requireFormat(spark);
    if (!exists && isOfTheSession(spark)) {
      requirePlace(spark);
    }
  }

  /** Whether Spark's own catalog has it, which puts tables into its warehouse. */
  private boolean isOfTheSession(SparkSession spark) {
    return parts.size() <= 2 && spark.catalog().currentCatalog().equals("spark_catalog");
  }

  /** A catalog without a metastore forgets its tables, and their files stay. */
  private void requirePlace(SparkSession spark) throws IOException {
    Option<String> database = parts.size() == 2 ? Option.apply(parts.get(0)) : Option.empty();
    Path place =
        new Path(
            spark
                .sessionState()
                .catalog()
                .defaultTablePath(new TableIdentifier(parts.get(parts.size() - 1), database)));
    FileSystem files = place.getFileSystem(spark.sparkContext().hadoopConfiguration());
    if (files.exists(place)) {
      throw new InvalidInputException(
          ("table %s cannot be written: %s is there, of a table that this catalog does not know;"
                  + " remove it, or name another output")
              .formatted(this, place));
    }
    Path above = place.getParent();
    while (!files.exists(above)) {
      above = above.getParent();
    }
    files.access(above, FsAction.WRITE);
  }

  /** Writes it. */
  void write(Dataset<Row> rows, Writing writing) {
    DataFrameWriter<Row> writer =
        rows.write().mode(writing.overwrite() ? SaveMode.Overwrite : SaveMode.ErrorIfExists);
    writing.format().ifPresent(writer::format);
    writer.saveAsTable(quoted());
  }

  /**
   * Checks that no format is asked for where the output is a directory.
   *
   * @throws InvalidInputException when one is
   */
  static void requireNoFormat(Arguments arguments) {
    if (arguments.has(FORMAT)) {
      throw new InvalidInputException(
          "--%s is for tables of the catalog, and directories take Parquet: give --output table:NAME"
              .formatted(FORMAT));
    }
  }

  private String quoted() {
    return quoted(parts);
  }

  private static String quoted(List<String> parts) {
    Stream<String> quoted = parts.stream().map(ColumnNames::quoted);
    return quoted.collect(Collectors.joining("."));
  }

  @Override
  public String toString() {
    return String.join(".", parts);
  }

  /**
   * How tables are written.
   *
   * @param format the name of Spark's data source; absent for the session's default
   * @param overwrite whether a table that exists is replaced
   */
  record Writing(Optional<String> format, boolean overwrite) {

    /** Spark names a format that it does not have. */
    private void requireFormat(SparkSession spark) {
      format.ifPresent(name -> DataSource.lookupDataSource(name, spark.sessionState().conf()));
    }

    static Writing of(Arguments arguments) {
      return new Writing(arguments.text(FORMAT), arguments.has("overwrite"));
    }
  }
}

package org.linfnet.job;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.ColumnNames;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.train.spark.ExampleTable;
import org.linfnet.train.spark.ExampleTable.ClassLimit;
import org.linfnet.train.spark.ExampleTable.Columns;
import org.linfnet.train.spark.TableColumns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads tables of examples as command lines name them: images in the columns of {@link
 * ExampleSchema}, or inputs in columns that the options name.
 */
final class ExampleTables {

  /** The options that name tables of examples. */
  static final List<String> READ = List.of("train", "validation", "data");

  private static final Logger LOG = LoggerFactory.getLogger(ExampleTables.class);
  private static final String FORMAT = "format";
  private static final String FEATURES_COLUMN = "features-column";
  private static final String LABEL_COLUMN = "label-column";
  private static final String ID_COLUMN = "id-column";
  private static final String FEATURES = "features";
  private static final String MAX_CLASSES = "max-classes";
  private static final int CLASSES = 1000;

  private final SparkSession spark;
  private final Arguments arguments;

  ExampleTables(SparkSession spark, Arguments arguments) {
    this.spark = spark;
    this.arguments = arguments;
  }

  /** Adds the options of tables that are trained on: those of {@link #addOptions}, and a limit. */
  static CommandLine addTrainingOptions(CommandLine commandLine) {
    return addOptions(
        commandLine.wholeNumber(
            MAX_CLASSES,
            "N",
            2,
            "the most classes that are taken from the largest label, where the table's metadata"
                + " does not say how many there are; default "
                + CLASSES));
  }

  /**
   * The classes of a table that is trained on.
   *
   * @throws InvalidInputException when its largest label implies too many
   */
  int classes(ExampleTable table) {
    int most = arguments.wholeNumber(MAX_CLASSES).orElse(CLASSES);
    return table.classes(new ClassLimit(most, "raise --" + MAX_CLASSES));
  }

  /** Adds the options that name columns. */
  static CommandLine addOptions(CommandLine commandLine) {
    return commandLine
        .option(
            FORMAT,
            "FORMAT",
            "what the tables that are read are written in: parquet, orc, csv, json, or another format"
                + " that your Spark reads; default parquet; a table of the catalog is named"
                + " table:NAME instead of a path")
        .option(
            FEATURES_COLUMN,
            "COLUMN",
            "the inputs: an ML vector, an array of numbers, or images as BINARY; or columns of one"
                + " number each, separated by commas; default pixels, or else features, or else all"
                + " other columns")
        .option(LABEL_COLUMN, "COLUMN", "the classes, whole numbers from 0; default label")
        .option(
            ID_COLUMN,
            "COLUMN",
            "names the examples, BIGINT; default id; without it a hash of the row names it");
  }

  /**
   * A table whose examples have labels.
   *
   * @throws InvalidInputException when a column is missing or of a type that cannot be used
   */
  ExampleTable labelled(String path) {
    Dataset<Row> table = read(path);
    if (isImageTable(table.schema())) {
      ExampleSchema.describe(table.schema());
    }
    return examples(path, table, true);
  }

  /**
   * A table whose examples may have labels.
   *
   * @throws InvalidInputException when a column is missing or of a type that cannot be used
   */
  ExampleTable unlabelled(String path) {
    Dataset<Row> table = read(path);
    if (isImageTable(table.schema())) {
      ExampleSchema.describeUnlabelled(table.schema());
    }
    return examples(path, table, false);
  }

  private Dataset<Row> read(String named) {
    Dataset<Row> table = read(named, arguments.text(FORMAT), spark);
    return features(table.schema()).gathered(table);
  }

  /**
   * A table of the catalog, or the files at a path.
   *
   * @param format of the files; absent for Parquet
   */
  static Dataset<Row> read(String named, Optional<String> format, SparkSession spark) {
    return CatalogTable.named(named, spark)
        .map(catalogued -> catalogued.read(spark))
        .orElseGet(() -> TableFiles.read(named, format.orElse(TableFiles.PARQUET), spark));
  }

  /** The features that the table holds as one number a column, if it does. */
  private SeparateFeatures features(StructType schema) {
    Optional<String> named = arguments.text(FEATURES_COLUMN);
    if (named.isPresent()) {
      return SeparateFeatures.named(named.get(), schema);
    }
    return ColumnNames.has(schema, FEATURES) || ColumnNames.has(schema, ExampleSchema.PIXELS)
        ? SeparateFeatures.NONE
        : SeparateFeatures.without(
            List.of(
                arguments.text(LABEL_COLUMN).orElse(ExampleSchema.LABEL),
                arguments.text(ID_COLUMN).orElse(ExampleSchema.ID)),
            schema);
  }

  private ExampleTable examples(String path, Dataset<Row> table, boolean labelled) {
    Columns columns = columns(table.schema(), labelled);
    ExampleTable examples = new ExampleTable(table, columns, InvalidRows.ERROR);
    TableDoubts doubts = new TableDoubts(path, examples, columns.id());
    if (labelled) {
      doubts.warnForTraining();
    } else {
      doubts.warnForResults();
    }
    return examples;
  }

  /**
   * The table {@code --data}, or the first {@code --limit} of its examples.
   *
   * @throws InvalidInputException when it cannot be used
   */
  ExampleTable evaluated() {
    ExampleTable all = unlabelled(arguments.required("data"));
    OptionalInt limit = arguments.wholeNumber("limit");
    if (limit.isEmpty()) {
      return all;
    }
    Column id = TableColumns.of(all.table(), idColumn(all, "limit"));
    return all.with(all.table().orderBy(id).limit(limit.getAsInt()));
  }

  /** Whether the columns are those of {@link ExampleSchema}, which also checks their types. */
  private boolean isImageTable(StructType schema) {
    boolean named =
        arguments.has(FEATURES_COLUMN) || arguments.has(LABEL_COLUMN) || arguments.has(ID_COLUMN);
    boolean features =
        ColumnNames.has(schema, FEATURES) || ColumnNames.has(schema, SeparateFeatures.GATHERED);
    return !named && !(features && !ColumnNames.has(schema, ExampleSchema.PIXELS));
  }

  private Columns columns(StructType schema, boolean labelled) {
    String inputs =
        ColumnNames.has(schema, SeparateFeatures.GATHERED)
            ? SeparateFeatures.GATHERED
            : arguments
                .text(FEATURES_COLUMN)
                .orElse(
                    ColumnNames.has(schema, ExampleSchema.PIXELS)
                        ? ExampleSchema.PIXELS
                        : FEATURES);
    Optional<String> label = column(schema, LABEL_COLUMN, ExampleSchema.LABEL);
    if (labelled && label.isEmpty()) {
      throw new InvalidInputException(
          "the table has no column %s: name the classes with --%s"
              .formatted(ExampleSchema.LABEL, LABEL_COLUMN));
    }
    return new Columns(inputs, label, Optional.empty(), idColumn(schema));
  }

  /** The column of ids. One that only has the usual name, and no numbers, names no examples. */
  private Optional<String> idColumn(StructType schema) {
    Optional<String> id = column(schema, ID_COLUMN, ExampleSchema.ID);
    if (id.isPresent() && !arguments.has(ID_COLUMN) && !ExampleTable.isId(schema.apply(id.get()))) {
      LOG.warn(
          "column {} is {}, so it names no examples: name a BIGINT column with --{}",
          id.get(),
          schema.apply(id.get()).dataType().sql(),
          ID_COLUMN);
      return Optional.empty();
    }
    return id;
  }

  /** The column that an option names, or else the usual one if the table has it. */
  private Optional<String> column(StructType schema, String option, String usual) {
    Optional<String> named = arguments.text(option);
    if (named.isPresent() && !ColumnNames.has(schema, named.get())) {
      throw new InvalidInputException(
          "--%s %s: the table has %s"
              .formatted(option, named.get(), String.join(", ", schema.fieldNames())));
    }
    return named.isPresent()
        ? named
        : Optional.of(usual).filter(name -> ColumnNames.has(schema, name));
  }

  /**
   * The column of ids.
   *
   * @param option what needs it, for the message
   * @throws InvalidInputException when the table has none
   */
  String idColumn(ExampleTable table, String option) {
    return idColumn(table.table().schema())
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "--%s takes examples by their ids: name a BIGINT column with --%s"
                        .formatted(option, ID_COLUMN)));
  }
}

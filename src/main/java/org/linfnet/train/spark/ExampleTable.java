package org.linfnet.train.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.util.MetadataUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.ColumnNames;
import org.linfnet.dataset.ExampleReader;
import org.linfnet.dataset.InputColumn;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.dataset.TableDescription;
import org.linfnet.input.EncodingRule;
import org.linfnet.input.FeatureScaling;
import org.linfnet.input.MeasuredImages;
import org.linfnet.input.StoredValues;
import org.linfnet.layer.Shape;
import scala.Option;

/** A table of examples, and which of its columns hold them. */
public final class ExampleTable {

  /** A network tells at least two classes apart, even where every example has the same. */
  private static final int LEAST_CLASSES = 2;

  private final Dataset<Row> table;
  private final Columns columns;
  private final InvalidRows invalid;
  private final InputColumn inputs;

  /**
   * The names of columns.
   *
   * @param inputs images as BINARY, or features as an ML vector or an array of numbers
   * @param label numeric, whole numbers from 0; absent where examples have none
   * @param weight numeric, 0 or more; absent where every example counts alike
   * @param id BIGINT; absent where examples are named by what they hold
   */
  public record Columns(
      String inputs, Optional<String> label, Optional<String> weight, Optional<String> id) {}

  /**
   * How much a table of features holds.
   *
   * @param rows the rows
   * @param kept the numbers that they keep: those that a sparse vector names, all of another
   */
  public record Size(long rows, long kept) {

    /** Whether examples of so many features take less room as what differs from 0. */
    public boolean isSparse(int width) {
      return StoredValues.areSparse(rows, kept, width);
    }
  }

  /**
   * Checks the columns.
   *
   * @param invalid what becomes of rows that hold null, NaN or infinity
   * @throws InvalidInputException when there is no such column, or its type cannot hold what it
   *     should
   */
  public ExampleTable(Dataset<Row> table, Columns columns, InvalidRows invalid) {
    this.table = table;
    this.columns = columns;
    this.invalid = invalid;
    this.inputs = InputColumn.of(field(table.schema(), columns.inputs()));
    columns.label().ifPresent(name -> requireNumeric(name, "labels are whole numbers from 0"));
    columns.weight().ifPresent(name -> requireNumeric(name, "weights are numbers"));
    columns.id().ifPresent(this::requireId);
  }

  private void requireNumeric(String name, String wanted) {
    DataType type = field(table.schema(), name).dataType();
    if (!(type instanceof NumericType)) {
      throw new InvalidInputException(
          "column %s is %s, and %s: %s"
              .formatted(name, type.sql(), wanted, TableColumns.numbersOf(type)));
    }
  }

  private void requireId(String name) {
    StructField field = field(table.schema(), name);
    if (!isId(field)) {
      throw new InvalidInputException(
          "column %s is %s, and ids are BIGINT: name another column"
              .formatted(name, field.dataType().sql()));
    }
  }

  /** Whether a column can name examples: it holds numbers. */
  public static boolean isId(StructField field) {
    return field.dataType() instanceof NumericType;
  }

  private Column inputColumn() {
    return TableColumns.of(table, columns.inputs());
  }

  private static StructField field(StructType schema, String name) {
    return TableColumns.find(schema, name)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no column %s: name one of %s"
                        .formatted(name, ColumnNames.named(schema))));
  }

  /** The same columns of other rows. */
  public ExampleTable with(Dataset<Row> rows) {
    return new ExampleTable(rows, columns, invalid);
  }

  /** The same columns of the rows that meet a condition. */
  public ExampleTable where(Column condition) {
    return with(table.where(condition));
  }

  /** The rows. */
  public Dataset<Row> table() {
    return table;
  }

  /** The column of inputs. */
  public InputColumn inputs() {
    return inputs;
  }

  /** What a column of images says about itself, if it does. */
  public Optional<TableDescription> description() {
    StructField field = field(table.schema(), columns.inputs());
    return inputs.bytes() && TableDescription.isIn(field.metadata())
        ? Optional.of(TableDescription.fromMetadata(field.metadata()))
        : Optional.empty();
  }

  /**
   * The values of an example: as many as the column's metadata says, or else as the first row has.
   *
   * @throws InvalidInputException when no row has any
   */
  public int width() {
    Optional<TableDescription> described = description();
    if (described.isPresent()) {
      return described.get().shape().size();
    }
    StructField field = field(table.schema(), columns.inputs());
    if (field.dataType().equals(SQLDataTypes.VectorType())) {
      int size = AttributeGroup.fromStructField(field).size();
      if (size > 0) {
        return size;
      }
    }
    return widthOfFirst();
  }

  private int widthOfFirst() {
    Column column = inputColumn();
    List<Row> first = table.select(column).where(column.isNotNull()).limit(1).collectAsList();
    int width = first.isEmpty() ? 0 : InputColumn.width(first.get(0).get(0));
    if (width == 0) {
      throw new InvalidInputException(
          "there are no examples: no row has values in column " + columns.inputs());
    }
    return width;
  }

  /**
   * The most classes that the largest label may imply. One label of a million among zeros and ones
   * is a fault of the table more often than a million classes.
   *
   * @param most the classes
   * @param mend how a user raises the limit, for the message
   */
  public record ClassLimit(int most, String mend) {}

  /**
   * The number of classes: what a column of images or the label's metadata says, or else one more
   * than the largest label.
   *
   * @param limit of classes that the largest label implies
   * @throws InvalidInputException when no row has a label, or the largest implies more classes
   */
  public int classes(ClassLimit limit) {
    Optional<TableDescription> described = description();
    if (described.isPresent()) {
      return described.get().classes();
    }
    Option<Object> named =
        MetadataUtils.getNumClasses(field(table.schema(), columns.label().orElseThrow()));
    return named.isDefined() ? Math.max(LEAST_CLASSES, (Integer) named.get()) : classesSeen(limit);
  }

  /** The names of the classes in the label's metadata; empty where there are none. */
  public List<String> classNames() {
    return columns
        .label()
        .map(name -> field(table.schema(), name))
        .filter(field -> field.dataType() instanceof NumericType)
        .map(Attribute::fromStructField)
        .filter(NominalAttribute.class::isInstance)
        .map(NominalAttribute.class::cast)
        .filter(names -> names.values().isDefined())
        .map(names -> List.of(names.values().get()))
        .orElse(List.of());
  }

  private int classesSeen(ClassLimit limit) {
    Row largest =
        table
            .select(inputColumn().as("inputs"), label().as("label"), weight().as("weight"))
            .where(col("inputs").isNotNull())
            .where(TableColumns.isFinite(col("label")))
            .where(TableColumns.isFinite(col("weight")).and(col("weight").gt(0)))
            .agg(max(col("label")))
            .head();
    String column = columns.label().orElse("");
    if (largest.isNullAt(0)) {
      throw new InvalidInputException(
          "there are no examples: no row has values in column %s and a label in column %s%s"
              .formatted(
                  columns.inputs(),
                  column,
                  columns.weight().map(name -> ", and a weight above 0").orElse("")));
    }
    double label = largest.getDouble(0);
    if (!(label < limit.most())) {
      throw new InvalidInputException(
          ("the largest label of column %s implies more than %d classes: index labels with a"
                  + " StringIndexer, or %s")
              .formatted(column, limit.most(), limit.mend()));
    }
    return Math.max(LEAST_CLASSES, (int) label + 1);
  }

  /**
   * How many examples there are: rows that {@link #reader} makes an example of.
   *
   * @throws InvalidInputException when rows may be left out, and another has a wrong number of
   *     values, label or weight
   */
  public long count(int width, int classes) {
    if (invalid == InvalidRows.ERROR) { // the reader makes an example of every row of such a weight
      return table.where(weight().gt(0)).count();
    }
    ExampleReader reader = reader(width, classes);
    return selected().toJavaRDD().filter(row -> reader.read(row).isPresent()).count();
  }

  /** How much the examples hold. */
  public Size size() {
    List<Long> kept =
        selected()
            .select("inputs")
            .toJavaRDD()
            .mapPartitions(
                rows -> {
                  long count = 0;
                  long numbers = 0;
                  while (rows.hasNext()) {
                    count++;
                    numbers += InputColumn.kept(rows.next().get(0));
                  }
                  return List.of(count, numbers).iterator();
                })
            .collect();
    Size size = new Size(0, 0);
    for (int i = 0; i < kept.size(); i += 2) {
      size = new Size(size.rows() + kept.get(i), size.kept() + kept.get(i + 1));
    }
    return size;
  }

  /**
   * The examples, to be trained on or validated with.
   *
   * @param classes how many
   * @param scaling how features are scaled; images are as their column says, or else as measured
   */
  public LabelledExamples labelled(int classes, FeatureScaling scaling) {
    return labelled(width(), classes, scaling);
  }

  /** {@link #labelled(int, FeatureScaling)} of examples of a known number of values. */
  public LabelledExamples labelled(int width, int classes, FeatureScaling scaling) {
    ExampleReader reader = reader(width, classes);
    StoredValues empty = inputs.empty(width);
    return new LabelledExamples(
        selected().toJavaRDD().flatMap(row -> reader.read(row).stream().toList().iterator()),
        empty,
        classes,
        rule(width, scaling),
        columns.weight().isPresent(),
        columns.id().isPresent());
  }

  private EncodingRule rule(int width, FeatureScaling scaling) {
    if (!inputs.bytes()) {
      return scaling;
    }
    return description()
        .map(described -> EncodingRule.of(described.encoding()))
        .orElseGet(() -> new MeasuredImages(new Shape(1, 1, width)));
  }

  /** Reads what {@link #selected} selects. */
  public ExampleReader reader(int width, int classes) {
    return new ExampleReader(
        inputs, width, classes, columns.label().orElse(""), columns.weight().orElse(""), invalid);
  }

  /** The columns that an {@link ExampleReader} reads: inputs, label, weight and id. */
  public Dataset<Row> selected() {
    return table.select(
        inputColumn().as("inputs"), label().as("label"), weight().as("weight"), id().as("id"));
  }

  private Column label() {
    return columns
        .label()
        .map(name -> TableColumns.of(table, name).cast("double"))
        .orElseGet(() -> lit(null).cast("double"));
  }

  private Column weight() {
    return columns
        .weight()
        .map(name -> TableColumns.of(table, name).cast("double"))
        .orElseGet(() -> lit(1.0));
  }

  /** A column of ids, or a hash of an image and its label, or null for features. */
  private Column id() {
    if (columns.id().isPresent()) {
      return TableColumns.of(table, columns.id().get()).cast("bigint");
    }
    return inputs.bytes() ? xxhash64(label(), inputColumn()) : lit(null).cast("bigint");
  }
}

package org.linfnet.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.linfnet.WrittenNumber;
import org.linfnet.dataset.InputColumn;
import org.linfnet.input.Encoding;
import org.linfnet.input.StoredValues;
import org.linfnet.report.Counterexample;
import org.linfnet.report.Figure;
import org.linfnet.report.MarginHistogram;
import org.linfnet.report.RadiusCurve;
import org.linfnet.report.ResultTable;

/**
 * The figures of what an evaluation wrote.
 *
 * @param results the evaluation's directory
 * @param record what the evaluation says of itself
 * @param summary its summary
 */
record EvaluationFigures(
    InputDirectory results, EvaluationRecord record, ResultTable summary, SparkSession spark) {

  private static final String CURVE = "curve.csv";
  private static final String PREDICTIONS = "predictions";
  private static final String COUNTEREXAMPLES = "counterexamples";
  private static final String EPSILON = "epsilon";
  private static final String MARGIN = "margin";
  private static final int COUNTEREXAMPLES_SHOWN = 12;

  /** Those that there is something to draw for. */
  List<Figure> drawn() throws IOException {
    List<Figure> figures = new ArrayList<>();
    results
        .table(CURVE)
        .flatMap(curve -> RadiusCurve.of(curve, summary, record.unit()))
        .ifPresent(figures::add);
    if (record.lipschitz() == 1) {
      margins().ifPresent(figures::add);
    }
    return figures;
  }

  /**
   * Some of the counterexamples that an attack found: of every epsilon those that no smaller one
   * has, the smallest change first.
   *
   * @param encoding of the examples
   */
  Optional<Figure> counterexamples(Encoding encoding) throws IOException {
    if (!results.holds(COUNTEREXAMPLES)) {
      return Optional.empty();
    }
    Dataset<Row> table = spark.read().parquet(results.path(COUNTEREXAMPLES).toString());
    String perturbed = encoding.isPicture() ? "pixels" : "features";
    WindowSpec example = Window.partitionBy("id").orderBy(EPSILON);
    WindowSpec epsilon = Window.partitionBy(EPSILON).orderBy("distance", "id");
    int shown = Math.max(2, COUNTEREXAMPLES_SHOWN / Math.max(1, summary.rows().size()));
    List<Counterexample> found =
        table
            .where("label is not null")
            .withColumn("times", row_number().over(example))
            .where("times = 1")
            .withColumn("place", row_number().over(epsilon))
            .where(col("place").leq(shown))
            .orderBy(col(EPSILON), col("place"))
            .select(
                col("original"),
                col(perturbed).cast(DataTypes.createArrayType(DataTypes.DoubleType)),
                col("label").cast("int"),
                col("prediction").cast("int"),
                col(EPSILON).cast("double"))
            .collectAsList()
            .stream()
            .map(row -> counterexample(row, encoding))
            .toList();
    return Counterexample.figure(found, encoding);
  }

  private Counterexample counterexample(Row row, Encoding encoding) {
    int width = encoding.shape().size();
    InputColumn column = new InputColumn("original", encoding.isPicture());
    StoredValues stored = column.read(row.get(0), width).orElseThrow();
    double[] original = new double[width];
    encoding.toUser(stored, 0, original, 0);
    double[] perturbed = row.<Double>getList(1).stream().mapToDouble(Double::doubleValue).toArray();
    return new Counterexample(
        encoding.shape(),
        original,
        perturbed,
        record.className(row.getInt(2)),
        record.className(row.getInt(3)),
        asWritten(row.getDouble(4)));
  }

  /** An epsilon as the summary writes it: 8/255. */
  private WrittenNumber asWritten(double epsilon) {
    return epsilons().stream()
        .filter(written -> written.value() == epsilon)
        .findFirst()
        .orElse(WrittenNumber.of(epsilon));
  }

  private List<WrittenNumber> epsilons() {
    return IntStream.range(0, summary.rows().size())
        .mapToObj(row -> summary.writtenNumber(row, EPSILON))
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<MarginHistogram> margins() throws IOException {
    if (!results.holds(PREDICTIONS)) {
      return Optional.empty();
    }
    Dataset<Row> predictions = spark.read().parquet(results.path(PREDICTIONS).toString());
    if (!Arrays.asList(predictions.columns()).contains(MARGIN)) {
      return Optional.empty();
    }
    Column margin = predictions.col(MARGIN).try_cast("double");
    double[] margins =
        predictions
            .select(margin)
            .where(margin.isNotNull())
            .as(Encoders.DOUBLE())
            .collectAsList()
            .stream()
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .toArray();
    return MarginHistogram.of(margins, epsilons(), record.unit());
  }
}

package org.linfnet.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.certify.Scorer;
import org.linfnet.data.ImageShape;
import org.linfnet.report.Counterexample;
import org.linfnet.report.CounterexamplePanel;
import org.linfnet.report.Figure;
import org.linfnet.report.MarginHistogram;
import org.linfnet.report.RadiusCurve;
import org.linfnet.report.ResultTable;

/**
 * The figures of what an evaluation wrote.
 *
 * @param results the evaluation's directory
 * @param summary its summary
 */
record EvaluationFigures(InputDirectory results, ResultTable summary, SparkSession spark) {

  private static final String CURVE = "curve.csv";
  private static final String PREDICTIONS = "predictions";
  private static final String COUNTEREXAMPLES = "counterexamples";
  private static final String EPSILON = "epsilon";
  private static final String MARGIN = "margin";
  private static final int COUNTEREXAMPLES_SHOWN = 8;

  /** Those that there is something to draw for. */
  List<Figure> drawn() throws IOException {
    List<Figure> figures = new ArrayList<>();
    results.table(CURVE).flatMap(curve -> RadiusCurve.of(curve, summary)).ifPresent(figures::add);
    margins().ifPresent(figures::add);
    return figures;
  }

  /**
   * Some of the counterexamples that an attack found.
   *
   * @param shape of the images
   */
  Optional<CounterexamplePanel> counterexamples(ImageShape shape) throws IOException {
    if (!results.holds(COUNTEREXAMPLES)) {
      return Optional.empty();
    }
    List<Counterexample> found =
        spark
            .read()
            .parquet(results.path(COUNTEREXAMPLES).toString())
            .where("label is not null")
            .orderBy("distance", "id")
            .select("original", "pixels", "label", "prediction")
            .limit(COUNTEREXAMPLES_SHOWN)
            .collectAsList()
            .stream()
            .map(row -> counterexample(row, shape))
            .toList();
    return CounterexamplePanel.of(found);
  }

  private static Counterexample counterexample(Row row, ImageShape shape) {
    List<Float> perturbed = row.getList(1);
    float[] pixels = new float[perturbed.size()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = perturbed.get(i);
    }
    return new Counterexample(
        shape, Scorer.pixels(row.getAs(0)), pixels, row.getInt(2), row.getInt(3));
  }

  private Optional<MarginHistogram> margins() throws IOException {
    if (!results.holds(PREDICTIONS)) {
      return Optional.empty();
    }
    Dataset<Row> predictions = spark.read().parquet(results.path(PREDICTIONS).toString());
    if (!Arrays.asList(predictions.columns()).contains(MARGIN)) {
      return Optional.empty();
    }
    Column margin = predictions.col(MARGIN).cast("double");
    double[] margins =
        predictions
            .select(margin)
            .where(margin.isNotNull())
            .as(Encoders.DOUBLE())
            .collectAsList()
            .stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    List<Double> epsilons =
        IntStream.range(0, summary.rows().size())
            .mapToObj(row -> summary.number(row, EPSILON))
            .flatMapToDouble(OptionalDouble::stream)
            .boxed()
            .toList();
    return MarginHistogram.of(margins, epsilons);
  }
}

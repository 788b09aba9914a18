package org.linfnet.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.linfnet.dataset.Gauges;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.job.Arguments;
import org.linfnet.job.CommandLine;
import org.linfnet.job.Job;
import org.linfnet.job.JobRunner;
import org.linfnet.ml.CertifiedAccuracyEvaluator;
import org.linfnet.ml.GaugesTable;
import org.linfnet.ml.LinfDistClassificationModel;

/**
 * Trains a distance net, a multilayer perceptron of the same size and a logistic regression on the
 * same rows of gauges, and attacks each at the distance net's median certified radius. The table
 * goes to standard output.
 */
public final class CompareJob implements Job {

  private static final String HEADER =
      "classifier,rows,features,radius,clean_accuracy,attacked_accuracy,certified_accuracy,"
          + "fit_seconds,fit_peak_heap_mb";

  /** Draws rows that none of the defaults was chosen by. */
  private static final long ROWS = 7;

  private static final long ATTACK = 1;
  private static final int TEST_ROWS = 5_000;
  private static final int QUERIES = 500;

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new CompareJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet compare";
  }

  @Override
  public CommandLine commandLine() {
    Options usual = Options.DEFAULTS;
    return new CommandLine("submit/compare.sh")
        .wholeNumber("rows", "N", 1, "rows of gauges to train on; default " + usual.rows())
        .wholeNumber("features", "N", 1, "readings in a row; default " + usual.features())
        .wholeNumber("classes", "N", 2, "classes; default " + usual.classes())
        .wholeNumber("epochs", "N", 1, "epochs of linfnet; default " + usual.epochs())
        .wholeNumber(
            "iterations",
            "N",
            1,
            "iterations of the perceptron and the regression, at most; default "
                + usual.iterations())
        .wholeNumber("attacked", "N", 1, "rows that are attacked; default " + usual.attacked());
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) {
    table(Options.of(arguments), spark).forEach(System.out::println);
  }

  /** The lines of the table. */
  List<String> table(Options options, SparkSession spark) {
    Gauges gauges = new Gauges(ROWS, options.features(), options.classes());
    Dataset<Row> train = GaugesTable.of(spark, gauges, 0, options.rows()).cache();
    Dataset<Row> test =
        GaugesTable.of(spark, gauges, options.rows(), (long) options.rows() + TEST_ROWS).cache();
    train.count();
    MeasuredFit<LinfDistClassificationModel> net =
        new ComparedClassifiers(train, options).distanceNet();
    FeatureEncoding scaling = (FeatureEncoding) net.model().trained().network().encoding();
    train.unpersist(true);
    Dataset<Row> scaledTrain = scaled(train, scaling).cache();
    Dataset<Row> scaledTest = scaled(test, scaling).cache();
    scaledTrain.count();
    ComparedClassifiers others = new ComparedClassifiers(scaledTrain, options);
    MeasuredFit<MultilayerPerceptronClassificationModel> perceptron = others.perceptron();
    MeasuredFit<LogisticRegressionModel> regression = others.regression();
    Dataset<Row> scored = net.model().transform(scaledTest).cache();
    double radius = scored.stat().approxQuantile("certifiedRadius", new double[] {0.5}, 0)[0];
    Comparison comparison = new Comparison(options, scaledTest, scaling, radius);
    return List.of(
        HEADER,
        comparison.line(
            "linfnet",
            net,
            ComparedClassifiers.logits(net.model().trained().network()),
            accuracy(new CertifiedAccuracyEvaluator(radius).evaluate(scored))),
        comparison.line(
            "MultilayerPerceptronClassifier",
            perceptron,
            ComparedClassifiers.logits(scaling, perceptron.model()::predictRaw),
            ""),
        comparison.line(
            "LogisticRegression",
            regression,
            ComparedClassifiers.logits(scaling, regression.model()::predictRaw),
            ""));
  }

  private static Dataset<Row> scaled(Dataset<Row> table, FeatureEncoding scaling) {
    UDF1<Vector, Vector> scale =
        features -> ComparedClassifiers.scaled(scaling, features.toArray());
    return table.withColumn(
        ComparedClassifiers.SCALED, udf(scale, SQLDataTypes.VectorType()).apply(col("features")));
  }

  private static String accuracy(double fraction) {
    return String.format(Locale.ROOT, "%.4f", fraction);
  }

  private record Comparison(
      Options options, Dataset<Row> test, FeatureEncoding scaling, double radius) {

    String line(
        String name,
        MeasuredFit<? extends Model<?>> fit,
        Function<double[], double[]> logits,
        String certified) {
      double clean =
          new MulticlassClassificationEvaluator()
              .setMetricName("accuracy")
              .evaluate(fit.model().transform(test));
      return String.format(
          Locale.ROOT,
          "%s,%d,%d,%.4f,%s,%s,%s,%.1f,%.0f",
          name,
          options.rows(),
          options.features(),
          radius,
          accuracy(clean),
          accuracy(attacked(logits)),
          certified,
          fit.cost().seconds(),
          fit.cost().peakHeap());
    }

    private double attacked(Function<double[], double[]> logits) {
      double[] halfWidths =
          Arrays.stream(scaling.halfWidths()).map(width -> width * radius).toArray();
      List<Row> rows = test.select("label", "features").limit(options.attacked()).collectAsList();
      Random random = new Random(ATTACK);
      long stood =
          rows.stream()
              .filter(
                  row ->
                      !new BoxSearch(QUERIES)
                          .breaks(
                              logits,
                              row.<Vector>getAs(1).toArray(),
                              halfWidths,
                              (int) row.getDouble(0),
                              random))
              .count();
      return stood / (double) rows.size();
    }
  }

  /**
   * What the command line says.
   *
   * @param rows to train on
   * @param features readings in a row
   * @param classes states
   * @param epochs of the distance net
   * @param iterations of the perceptron and the regression, at most
   * @param attacked rows that are attacked
   */
  record Options(int rows, int features, int classes, int epochs, int iterations, int attacked) {

    static final Options DEFAULTS = new Options(20_000, 20, 4, 50, 100, 500);

    static Options of(Arguments arguments) {
      return new Options(
          arguments.wholeNumber("rows").orElse(DEFAULTS.rows),
          arguments.wholeNumber("features").orElse(DEFAULTS.features),
          arguments.wholeNumber("classes").orElse(DEFAULTS.classes),
          arguments.wholeNumber("epochs").orElse(DEFAULTS.epochs),
          arguments.wholeNumber("iterations").orElse(DEFAULTS.iterations),
          arguments.wholeNumber("attacked").orElse(DEFAULTS.attacked));
    }
  }
}

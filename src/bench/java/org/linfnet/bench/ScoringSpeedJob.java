package org.linfnet.bench;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.linfnet.RandomStream;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.TableDescription;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.input.ImageEncoding;
import org.linfnet.job.Arguments;
import org.linfnet.job.CommandLine;
import org.linfnet.job.Job;
import org.linfnet.job.JobRunner;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Shape;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.model.TrainedModel;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;
import org.linfnet.network.ScoringPass;

/**
 * Measures how fast {@code transform} scores rows, vectors and images of 784 features, beside the
 * bare forward pass over blocks of 64 rows and over single rows on one thread, and what Spark takes
 * to hand the same rows to a function and on. The table goes to standard output.
 */
public final class ScoringSpeedJob implements Job {

  private static final String HEADER = "work,rows,rows_per_second,ratio_to_bare_loop";
  private static final Shape IMAGE = new Shape(1, 28, 28);
  private static final int CLASSES = 10;
  private static final int WIDTH = 256;
  private static final int ROWS = 100_000;
  private static final RandomStream SEED = new RandomStream(1);
  private static final int BLOCK = 64;
  private static final int ROUNDS = 5;

  private record Work(String name, Runnable run) {}

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new ScoringSpeedJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet scoring speed";
  }

  @Override
  public CommandLine commandLine() {
    return new CommandLine("submit/scoring-speed.sh")
        .wholeNumber("rows", "N", 1, "rows to score; default " + ROWS)
        .wholeNumber("width", "N", 1, "neurons of each of 3 hidden layers; default " + WIDTH);
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) {
    int width = arguments.wholeNumber("width").orElse(WIDTH);
    table(arguments.wholeNumber("rows").orElse(ROWS), width, spark).forEach(System.out::println);
  }

  /** The lines of the table. */
  List<String> table(int rows, int width, SparkSession spark) {
    NetworkState state =
        new Network(IMAGE, CLASSES, new DistanceNet(3, width, "normal", "batch").layers())
            .start(SEED.at(0).random());
    Dataset<Row> vectors = vectors(rows, spark).cache();
    Dataset<Row> images = images(rows, spark).cache();
    List<Work> works =
        List.of(
            new Work("bare loop", () -> score(state, rows, BLOCK)),
            new Work("row by row", () -> score(state, rows, 1)),
            new Work("transform of vectors", () -> write(vectorModel(state).transform(vectors))),
            new Work("vectors passed on", () -> write(passedOn(vectors))),
            new Work("transform of images", () -> write(imageModel(state).transform(images))),
            new Work("images passed on", () -> write(passedOn(images))));
    double[] least = leastSeconds(works);
    vectors.unpersist();
    images.unpersist();
    Stream<String> lines =
        IntStream.range(0, least.length)
            .mapToObj(i -> line(works.get(i).name(), rows, least[i], least[0]));
    return Stream.concat(Stream.of(HEADER), lines).toList();
  }

  private static String line(String work, int rows, double seconds, double bareSeconds) {
    return String.format(
        Locale.ROOT, "%s,%d,%.0f,%.3f", work, rows, rows / seconds, seconds / bareSeconds);
  }

  /** The least seconds of each, turn by turn, so that what else runs here disturbs all alike. */
  private static double[] leastSeconds(List<Work> works) {
    double[] least = new double[works.size()];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < least.length; i++) {
        long began = System.nanoTime();
        works.get(i).run().run();
        double seconds = (System.nanoTime() - began) * 1e-9;
        least[i] = round == 0 ? seconds : Math.min(least[i], seconds);
      }
    }
    return least;
  }

  /** The rows as they are, by way of a function. */
  private static Dataset<Row> passedOn(Dataset<Row> table) {
    return table.mapPartitions(
        (MapPartitionsFunction<Row, Row>) rows -> rows, Encoders.row(table.schema()));
  }

  private static void write(Dataset<Row> scored) {
    scored.write().format("noop").mode("overwrite").save();
  }

  private static void score(NetworkState state, int rows, int block) {
    ScoringPass pass = new ScoringPass(state, Kernels.ofThisJvm(), block);
    float[] inputs = new float[block * IMAGE.size()];
    Random random = SEED.at(3).random();
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    for (int scored = 0; scored < rows; scored += block) {
      pass.logits(inputs, Math.min(block, rows - scored));
    }
  }

  private static LinfDistClassificationModel vectorModel(NetworkState state) {
    double[] centres = new double[IMAGE.size()];
    double[] scales = SEED.at(1).random().doubles(IMAGE.size(), 0.5, 2).toArray();
    return new LinfDistClassificationModel(
        new TrainedModel(
            new EncodedNetwork(state, new FeatureEncoding(centres, scales)), new TreeMap<>()));
  }

  private static LinfDistClassificationModel imageModel(NetworkState state) {
    return new LinfDistClassificationModel(
        new TrainedModel(new EncodedNetwork(state, description().encoding()), new TreeMap<>()));
  }

  private static TableDescription description() {
    return new TableDescription(
        "noise", Split.TEST, new ImageEncoding(IMAGE, new float[] {0.5f}, 0.25f), CLASSES);
  }

  private static Dataset<Row> vectors(int rows, SparkSession spark) {
    JavaRDD<Row> drawn =
        spark
            .range(rows)
            .toJavaRDD()
            .map(
                id ->
                    RowFactory.create(
                        Vectors.dense(
                            SEED.at(2, id).random().doubles(IMAGE.size(), -1, 1).toArray())));
    return spark.createDataFrame(
        drawn, new StructType().add("features", SQLDataTypes.VectorType(), true));
  }

  private static Dataset<Row> images(int rows, SparkSession spark) {
    JavaRDD<Row> drawn =
        spark.range(rows).toJavaRDD().map(id -> RowFactory.create(id, 0, image(id)));
    return spark.createDataFrame(drawn, ExampleSchema.of(description()));
  }

  private static byte[] image(long id) {
    byte[] pixels = new byte[IMAGE.size()];
    SEED.at(2, id).random().nextBytes(pixels);
    return pixels;
  }
}

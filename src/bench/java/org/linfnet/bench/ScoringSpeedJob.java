package org.linfnet.bench;

import java.util.List;
import java.util.Locale;
import java.util.Random;
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
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.FeatureScaling;
import org.linfnet.data.ImageShape;
import org.linfnet.data.RandomStream;
import org.linfnet.data.Split;
import org.linfnet.data.Standardisation;
import org.linfnet.job.CommandLine;
import org.linfnet.job.Job;
import org.linfnet.job.JobRunner;
import org.linfnet.kernel.KernelChoice;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.network.ScoringPass;
import org.linfnet.network.StartingWeights;
import org.linfnet.train.FeatureNetwork;
import org.linfnet.train.TrainedNetwork;

/**
 * Measures how fast {@code transform} scores rows, vectors and images of 784 features, beside the
 * bare forward pass over blocks of the same size on one thread, and what Spark takes to hand the
 * same rows to a function and on. The table goes to standard output.
 */
public final class ScoringSpeedJob implements Job<ScoringSpeedJob.Options> {

  private static final String HEADER = "work,rows,rows_per_second,ratio_to_bare_loop";
  private static final ImageShape IMAGE = new ImageShape(28, 28);
  private static final NetworkShape SHAPE = new NetworkShape(784, 3, 256, 10);
  private static final Standardisation STANDARDISATION = new Standardisation(0.5f, 0.25f);
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
  public CommandLine<Options> commandLine() {
    return new Arguments();
  }

  @Override
  public void run(Options options, SparkSession spark) {
    table(options, spark).forEach(System.out::println);
  }

  /** The lines of the table. */
  List<String> table(Options options, SparkSession spark) {
    int rows = options.rows();
    NetworkState state = StartingWeights.NORMAL.draw(SHAPE, SEED.at(0).random());
    Dataset<Row> vectors = vectors(rows, spark).cache();
    Dataset<Row> images = images(rows, spark).cache();
    List<Work> works =
        List.of(
            new Work("bare loop", () -> score(state, rows)),
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

  private static void score(NetworkState state, int rows) {
    ScoringPass pass = new ScoringPass(SHAPE, state, KernelChoice.kernels(), BLOCK);
    float[] inputs = new float[BLOCK * SHAPE.inputs()];
    Random random = SEED.at(3).random();
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    for (int scored = 0; scored < rows; scored += BLOCK) {
      pass.logits(inputs, Math.min(BLOCK, rows - scored));
    }
  }

  private static LinfDistClassificationModel vectorModel(NetworkState state) {
    double[] centres = new double[SHAPE.inputs()];
    double[] scales = SEED.at(1).random().doubles(SHAPE.inputs(), 0.5, 2).toArray();
    return new LinfDistClassificationModel(
        new FeatureNetwork(SHAPE, state, new FeatureScaling(centres, scales)));
  }

  private static LinfDistClassificationModel imageModel(NetworkState state) {
    return new LinfDistClassificationModel(new TrainedNetwork(SHAPE, state, description()));
  }

  private static DatasetDescription description() {
    return new DatasetDescription("noise", Split.TEST, IMAGE, SHAPE.classes(), STANDARDISATION);
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
                            SEED.at(2, id).random().doubles(SHAPE.inputs(), -1, 1).toArray())));
    return spark.createDataFrame(
        drawn, new StructType().add("features", SQLDataTypes.VectorType(), true));
  }

  private static Dataset<Row> images(int rows, SparkSession spark) {
    JavaRDD<Row> drawn =
        spark.range(rows).toJavaRDD().map(id -> RowFactory.create(id, 0, image(id)));
    return spark.createDataFrame(drawn, ExampleSchema.of(description()));
  }

  private static byte[] image(long id) {
    byte[] pixels = new byte[SHAPE.inputs()];
    SEED.at(2, id).random().nextBytes(pixels);
    return pixels;
  }

  /**
   * What the command line says.
   *
   * @param rows to score
   */
  record Options(int rows) {

    static final Options DEFAULTS = new Options(100_000);
  }

  private static final class Arguments extends CommandLine<Options> {

    Arguments() {
      super("submit/scoring-speed.sh", Options.DEFAULTS);
      count(
          "rows", Options.DEFAULTS.rows(), "rows to score", (options, count) -> new Options(count));
    }
  }
}

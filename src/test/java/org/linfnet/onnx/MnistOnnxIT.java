package org.linfnet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.linfnet.attack.AttackLoss;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.certify.MarginCertificate;
import org.linfnet.dataset.PublishedDataset;
import org.linfnet.dataset.Split;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.job.Script;
import org.linfnet.kernel.Kernels;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.model.TrainedModel;
import org.linfnet.network.Margin;
import org.linfnet.network.ScoringPass;

/**
 * The test images of MNIST, and a model that is trained for a moment and exported by the scripts;
 * or a model of the user's: {@code -Dlinfnet.onnx.model=PATH}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MnistOnnxIT {

  private static final Path MNIST = Path.of("../shared/data/mnist").toAbsolutePath();
  private static final int BLOCK = 500;
  private static final int ATTACKED = 1_000;
  private static final int STEPS = 20;
  private static final double EPSILON = 0.3;

  private EncodedNetwork network;
  private ExampleBlock images;
  private OnnxSession session;
  private double[] pixels;

  @BeforeAll
  void export(@TempDir Path directory) throws Exception {
    assumeTrue(Files.isDirectory(MNIST), "needs the files of MNIST");
    String path = System.getProperty("linfnet.onnx.model");
    if (path == null) {
      path = trained(directory);
    }
    Path file = directory.resolve("model.onnx");
    run(directory, "submit/export.sh", "--model", path, "--output", file.toString());
    SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate();
    TrainedModel model = LinfDistClassificationModel.load(path).trained();
    spark.stop();
    network = model.network();
    session = new OnnxSession(Files.readAllBytes(file));
    images = PublishedDataset.MNIST.read(MNIST, Split.TEST).examples();
    pixels = new double[images.size() * inputs()];
    for (int i = 0; i < images.size(); i++) {
      network.encoding().toUser(images.values(), i, pixels, i * inputs());
    }
  }

  private static String trained(Path directory) throws Exception {
    run(directory, "data-prep/prepare.sh", "mnist", "--from", MNIST.toString(), "--output", "data");
    run(
        directory,
        "submit/train.sh",
        "--recipe",
        Path.of("conf/recipes/mnist-reference.conf").toAbsolutePath().toString(),
        "--train",
        "data/train",
        "--model",
        "model",
        "--set",
        "network { hidden-layers = 2, width = 64 }, epochs = 3",
        "--set",
        "p { rises-from = 0.5, rises-until = 2 }, learning-rate.falls-from = 2");
    return directory.resolve("model").toString();
  }

  private static void run(Path directory, String script, String... arguments) throws Exception {
    Script run = Script.run(directory, script, arguments);
    assertThat(run.status()).as("%s", run).isZero();
  }

  @AfterAll
  void close() throws Exception {
    if (session != null) {
      session.close();
    }
  }

  private int inputs() {
    return network.network().inputSize();
  }

  private OnnxSession.Scores score(double[] values, int batch) throws Exception {
    float[] floats = new float[batch * inputs()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return session.score(floats, batch);
  }

  /** The model is a distance net, so the logits have the same bits. */
  @Test
  void everyPredictionIsThatOfJavaAndNoRadiusIsLarger() throws Exception {
    ScoringPass pass = new ScoringPass(network.state(), Kernels.ofThisJvm(), 1);
    MarginCertificate certificate = new MarginCertificate(network, Kernels.ofThisJvm());
    float[] encoded = new float[inputs()];
    int otherClasses = 0;
    int largerRadii = 0;
    int otherLogits = 0;
    double mostLost = 0;
    for (int first = 0; first < images.size(); first += BLOCK) {
      double[] block = Arrays.copyOfRange(pixels, first * inputs(), (first + BLOCK) * inputs());
      OnnxSession.Scores scores = score(block, BLOCK);
      for (int b = 0; b < BLOCK; b++) {
        network.encoding().encodeStored(images.values(), first + b, encoded, 0);
        float[] logits = pass.logits(encoded, 1);
        int prediction = Margin.prediction(logits, 0, scores.logits()[b].length);
        double radius = certificate.radius(encoded, 0, logits, 0, prediction);
        otherClasses += scores.prediction()[b] == prediction ? 0 : 1;
        otherLogits += Arrays.equals(scores.logits()[b], logits) ? 0 : 1;
        largerRadii += scores.certifiedRadius()[b] > radius ? 1 : 0;
        mostLost = Math.max(mostLost, radius - scores.certifiedRadius()[b]);
      }
    }
    System.out.printf(
        "%d images: %d other predictions, %d other logits, %d larger radii, at most %.2g smaller%n",
        images.size(), otherClasses, otherLogits, largerRadii, mostLost);
    assertThat(otherClasses).isZero();
    assertThat(otherLogits).isZero();
    assertThat(largerRadii).isZero();
    assertThat(mostLost).isLessThan(1e-6);
  }

  /** The gradient is Java's, and each point on the way is judged by onnxruntime. */
  @Test
  void noCertifiedImageIsBrokenByPgd() throws Exception {
    int[] certified = certified();
    assertThat(certified).hasSize(ATTACKED);
    double[] centres = new double[ATTACKED * inputs()];
    for (int k = 0; k < ATTACKED; k++) {
      System.arraycopy(pixels, certified[k] * inputs(), centres, k * inputs(), inputs());
    }
    long[] classes = score(centres, ATTACKED).prediction();
    AttackedNetwork attacked = new AttackedNetwork(network, Kernels.ofThisJvm(), ATTACKED);
    Random random = new Random(1);
    double[] points = new double[centres.length];
    Arrays.setAll(
        points, i -> within(i, centres, centres[i] + EPSILON * (2 * random.nextDouble() - 1)));
    boolean[] broken = new boolean[ATTACKED];
    for (int step = 0; step <= STEPS; step++) {
      long[] predictions = score(points, ATTACKED).prediction();
      for (int k = 0; k < ATTACKED; k++) {
        broken[k] |= predictions[k] != classes[k];
      }
      climb(attacked, centres, classes, points);
    }
    long count = IntStream.range(0, ATTACKED).filter(k -> broken[k]).count();
    System.out.printf("%d certified images attacked at %s: %d broken%n", ATTACKED, EPSILON, count);
    assertThat(count).isZero();
  }

  private int[] certified() throws Exception {
    float[] radii = new float[images.size()];
    for (int first = 0; first < images.size(); first += BLOCK) {
      double[] block = Arrays.copyOfRange(pixels, first * inputs(), (first + BLOCK) * inputs());
      System.arraycopy(score(block, BLOCK).certifiedRadius(), 0, radii, first, BLOCK);
    }
    return IntStream.range(0, images.size())
        .filter(i -> radii[i] >= EPSILON)
        .limit(ATTACKED)
        .toArray();
  }

  private void climb(AttackedNetwork attacked, double[] centres, long[] classes, double[] points) {
    float[] logits = attacked.logits(points, ATTACKED);
    float[] logitGradient = new float[ATTACKED * attacked.classes()];
    for (int k = 0; k < ATTACKED; k++) {
      AttackLoss.crossEntropy()
          .gradient(
              logits, k * attacked.classes(), attacked.classes(), (int) classes[k], logitGradient);
    }
    float[] gradient = attacked.inputGradient(logitGradient);
    double length = network.encoding().publishedStep(EPSILON);
    for (int i = 0; i < points.length; i++) {
      points[i] = within(i, centres, points[i] + length * Math.signum(gradient[i]));
    }
  }

  /** The nearest float of the ball. */
  private double within(int i, double[] centres, double value) {
    Encoding encoding = network.encoding();
    double lower = encoding.lower(i % inputs(), centres[i], EPSILON);
    double upper = encoding.upper(i % inputs(), centres[i], EPSILON);
    return (float) Math.min(upper, Math.max(lower, value));
  }
}

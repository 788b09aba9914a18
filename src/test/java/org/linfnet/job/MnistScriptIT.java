package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linfnet.WrittenNumber;
import org.linfnet.attack.AttackKind;
import org.linfnet.certify.BoundsCertificate;
import org.linfnet.dataset.DataSet;
import org.linfnet.dataset.DataSets;
import org.linfnet.dataset.Split;
import org.linfnet.evaluate.CertifiedExamples;
import org.linfnet.input.ExampleBlock;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.model.TrainedModel;

/** A short training on real MNIST through the scripts, and what its evaluation must show. */
class MnistScriptIT {

  private static final Path MNIST = Path.of("../shared/data/mnist").toAbsolutePath();
  private static final Path RECIPE = Path.of("conf/recipes/mnist-reference.conf").toAbsolutePath();

  @TempDir Path directory;

  @Test
  void aShortTrainingCertifiesMostTestImages() throws Exception {
    assumeTrue(Files.isDirectory(MNIST), "needs the files of MNIST");
    run("data-prep/prepare.sh", "mnist", "--from", MNIST.toString(), "--output", "data");
    run(
        "submit/train.sh",
        "--recipe",
        RECIPE.toString(),
        "--train",
        "data/train",
        "--model",
        "model",
        "--set",
        "network { hidden-layers = 2, width = 128 }, epochs = 4",
        "--set",
        "p { rises-from = 0.5, rises-until = 3 }, learning-rate.falls-from = 3");
    run(
        "submit/evaluate.sh",
        "--model",
        "model",
        "--data",
        "data/test",
        "--output",
        "results",
        "--epsilon",
        "0.1,0.3",
        "--attack",
        "pgd");

    List<String> summary = Files.readAllLines(directory.resolve("results/summary.csv"));
    for (String row : summary.subList(1, 3)) {
      String[] cells = row.split(",", -1);
      assertThat(cells[1]).isEqualTo("10000");
      double clean = Double.parseDouble(cells[2]);
      double pgd = Double.parseDouble(cells[3]);
      double certified = Double.parseDouble(cells[4]);
      double marginCertified = Double.parseDouble(cells[5]);
      assertThat(pgd).isBetween(certified, clean);
      assertThat(certified).isGreaterThanOrEqualTo(marginCertified);
      assertThat(clean).as("far from the 0.1 of chance").isGreaterThan(0.7);
      assertThat(certified).isGreaterThan(cells[0].equals("0.1") ? 0.4 : 0.15);
    }
    CertifiedExamples examples =
        new CertifiedExamples(
            model(directory.resolve("model").toString()).network(), testImages("mnist", MNIST));
    noImageIsBrokenByItsLastBits(examples);
    double beyond = Double.POSITIVE_INFINITY;
    for (double epsilon : new double[] {0.3, 0.1}) {
      CertifiedExamples.Survival survival = examples.attack(AttackKind.PGD, epsilon, beyond);
      assertThat(survival.attacked()).isGreaterThan(1_000);
      assertThat(survival.broken()).as("broken at %s", epsilon).isEmpty();
      beyond = epsilon;
    }
  }

  /**
   * The same question to a model of the user's, of the data set that its recipe names: {@code
   * -Dlinfnet.soundness.model=PATH}, attacked on all test images with all that there is, or with
   * the attack that {@code -Dlinfnet.soundness.attack} names, each within the largest of the balls
   * that it is certified in: the smaller ones lie in there. {@code -Dlinfnet.soundness.bounds}
   * names the bounds that certify, {@code -Dlinfnet.soundness.images=N} takes the first N images.
   */
  @Test
  void noImageThatAGivenModelCertifiesIsBroken() throws Exception {
    String path = System.getProperty("linfnet.soundness.model");
    assumeTrue(path != null, "needs a model");
    TrainedModel model = model(path);
    String dataSet = model.recipe().get("data-set");
    Path files = MNIST.resolveSibling(dataSet);
    assumeTrue(Files.isDirectory(files), "needs the files of " + dataSet);
    ExampleBlock all = testImages(dataSet, files);
    int count = Integer.getInteger("linfnet.soundness.images", all.size());
    ExampleBlock images = all.first(Math.min(count, all.size()));
    BoundsCertificate.Method method =
        BoundsCertificate.Method.valueOf(
            System.getProperty("linfnet.soundness.bounds", "intervals").toUpperCase(Locale.ROOT));
    CertifiedExamples examples = new CertifiedExamples(model.network(), images, method);
    noImageIsBrokenByItsLastBits(examples);
    double epsilon = WrittenNumber.of(model.recipe().get("epsilon")).value();
    AttackKind attack =
        AttackKind.valueOf(
            System.getProperty("linfnet.soundness.attack", "strong").toUpperCase(Locale.ROOT));
    int certified = 0;
    double beyond = Double.POSITIVE_INFINITY;
    for (double share : new double[] {4 / 3., 1, 2 / 3., 1 / 3.}) {
      double radius = share * epsilon;
      CertifiedExamples.Survival survival = examples.attack(attack, radius, beyond);
      certified += survival.attacked();
      assertThat(survival.broken()).as("broken at %s", radius).isEmpty();
      System.out.printf("%d certified images attacked up to %s: none broken%n", certified, radius);
      beyond = radius;
    }
    assertThat(certified).isGreaterThan(images.size() / 10);
  }

  private static void noImageIsBrokenByItsLastBits(CertifiedExamples examples) {
    CertifiedExamples.Survival nudged = examples.searchLastBits(200, 1_000);
    assertThat(nudged.attacked()).isEqualTo(200);
    assertThat(nudged.broken()).as("broken at the certified radius").isEmpty();
  }

  private static TrainedModel model(String path) {
    SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate();
    TrainedModel model = LinfDistClassificationModel.load(path).trained();
    spark.stop();
    return model;
  }

  private static ExampleBlock testImages(String dataSet, Path files) throws Exception {
    DataSet.Options options =
        new DataSet.Options(Optional.of(files), OptionalInt.empty(), OptionalLong.empty());
    return DataSets.named(dataSet).splits(options).stream()
        .filter(split -> split.split() == Split.TEST)
        .findFirst()
        .orElseThrow()
        .examples();
  }

  private void run(String script, String... arguments) throws Exception {
    Script run = Script.run(directory, script, arguments);
    assertThat(run.status()).as("%s", run).isZero();
  }
}

package org.linfnet.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.InvalidInputException;
import org.linfnet.attack.Counterexample;
import org.linfnet.certify.SmallNetworks;
import org.linfnet.explain.Explanation;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.ScoringPass;

class ScorerTest {

  private static final double TEMPERATURE = 0.7;
  private static final int CLASSES = 3;

  /** The last byte of a file's version; then follow the shape, the classes and the members. */
  private static final int VERSION_AT = "linfnet".length() + 2 + 3;

  private static final int MEMBERS_AT = VERSION_AT + 1 + 4 * Integer.BYTES;
  private static final int SHA = 32;
  private static final Encoding PICTURES = SmallNetworks.images(new Shape(2, 4, 3));
  private static final Encoding FEATURES =
      new FeatureEncoding(new double[] {1, -2e5, 1.0 / 3}, new double[] {0.1, 7e4, 3});

  @TempDir Path directory;

  private static EncodedNetwork distanceNet(Encoding encoding) {
    return SmallNetworks.random(
        3, encoding, CLASSES, new DistanceNet(2, 9, "normal", "running").layers());
  }

  static Stream<EncodedNetwork> networks() {
    EncodedNetwork convolution =
        SmallNetworks.random(
            4,
            PICTURES,
            CLASSES,
            List.of(
                LayerDescription.of("convolution", Map.of("outputs", "4", "padding", "1")),
                LayerDescription.of("max-min"),
                LayerDescription.of("affine")));
    EncodedNetwork mean =
        SmallNetworks.mean(
            3, PICTURES, CLASSES, new DistanceNet(1, 9, "normal", "running").layers());
    return Stream.of(distanceNet(PICTURES), distanceNet(FEATURES), convolution, mean);
  }

  private static byte[] file(EncodedNetwork network) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new ScorerFile(network, TEMPERATURE).write(out);
    return out.toByteArray();
  }

  private static Scorer read(byte[] file) throws IOException {
    return Scorer.read(new ByteArrayInputStream(file));
  }

  private static List<double[]> rows(Encoding encoding, int count) {
    Random random = new Random(2);
    return IntStream.range(0, count)
        .mapToObj(
            row ->
                IntStream.range(0, encoding.shape().size())
                    .mapToDouble(
                        i ->
                            encoding.isPicture()
                                ? random.nextDouble()
                                : encoding.toUser(i, 2 * random.nextGaussian()))
                    .toArray())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aScoreHasTheBitsOfTheNetworkAndItsCertificate(EncodedNetwork network) throws IOException {
    Kernels kernels = Kernels.ofThisJvm();
    Scorer scorer = read(file(network));
    float[] encoded = new float[scorer.inputs()];
    Decision decision = new Decision(TEMPERATURE, new double[0], CLASSES);
    for (double[] row : rows(network.encoding(), 20)) {
      network.encoding().encode(row, 0, encoded, 0);
      float[] logits = new ScoringPass(network.state(), kernels, 1).logits(encoded, 1);
      Score score = scorer.score(row);

      double[] wide = IntStream.range(0, CLASSES).mapToDouble(j -> logits[j]).toArray();
      assertThat(score.logits()).containsExactly(wide);
      assertThat(score.prediction()).isEqualTo(decision.prediction(wide));
      assertThat(score.probabilities()).containsExactly(decision.probabilities(wide));
      assertThat(score.certifiedRadius())
          .isEqualTo(
              new RowCertificate(network, decision, kernels)
                  .radius(row, encoded, 0, wide, score.prediction()));
    }
  }

  @Test
  void anExplanationIsOfTheScoreAndItsChangeTurnsTheClass() throws IOException {
    Encoding images = SmallNetworks.images(new Shape(1, 3, 3));
    Scorer scorer =
        read(
            file(
                SmallNetworks.random(
                    11, images, CLASSES, new DistanceNet(2, 12, "normal", "batch").layers())));
    double[] row = rows(images, 1).get(0);
    Score score = scorer.score(row);
    Explanation why = scorer.explain(row);
    Counterexample smallest = why.smallest().orElseThrow();

    assertThat(why.prediction()).isEqualTo(score.prediction()).isNotEqualTo(why.rival());
    assertThat(smallest.distance()).isGreaterThan(score.certifiedRadius());
    assertThat(scorer.score(smallest.values()).prediction())
        .isEqualTo(smallest.prediction())
        .isNotEqualTo(score.prediction());
    assertThat(scorer.explain(row).smallest().orElseThrow().values())
        .containsExactly(smallest.values());
  }

  @Test
  void aRowThatCannotBeUsedIsNotExplained() throws IOException {
    Scorer scorer = read(file(distanceNet(FEATURES)));
    assertThatThrownBy(() -> scorer.explain(new double[] {1, Double.NaN, 2}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("value 1 of a row");
  }

  @Test
  void rowsAreScoredAsEachAlone() throws IOException {
    Scorer scorer = read(file(distanceNet(FEATURES)));
    List<double[]> rows = rows(FEATURES, 150);
    List<Score> scores = scorer.score(rows);
    for (int b = 0; b < rows.size(); b++) {
      assertEqual(scores.get(b), scorer.score(rows.get(b)));
    }
  }

  @Test
  void anImageOfBytesIsThatOfItsPixels() throws IOException {
    Scorer scorer = read(file(distanceNet(PICTURES)));
    byte[] image = new byte[scorer.inputs()];
    new Random(6).nextBytes(image);
    double[] pixels = new double[image.length];
    PICTURES.toUser(StoredValues.of(image, image.length), 0, pixels, 0);
    assertEqual(scorer.score(image), scorer.score(pixels));
  }

  @Test
  void threadsShareAScorer() throws IOException {
    Scorer scorer = read(file(distanceNet(PICTURES)));
    List<double[]> rows = rows(PICTURES, 400);
    List<Score> alone = rows.stream().map(scorer::score).toList();
    List<Score> shared = rows.parallelStream().map(scorer::score).toList();
    for (int b = 0; b < rows.size(); b++) {
      assertEqual(shared.get(b), alone.get(b));
    }
    List<double[]> few = rows.subList(0, 8);
    List<Explanation> explainedAlone = few.stream().map(scorer::explain).toList();
    assertThat(few.parallelStream().map(scorer::explain).toList())
        .usingRecursiveComparison()
        .isEqualTo(explainedAlone);
  }

  private static void assertEqual(Score score, Score other) {
    assertThat(score).usingRecursiveComparison().isEqualTo(other);
  }

  @Test
  void aScorerSaysWhatItTakes() throws IOException {
    Scorer scorer = read(file(distanceNet(FEATURES)));
    assertThat(scorer.inputs()).isEqualTo(3);
    assertThat(scorer.classes()).isEqualTo(CLASSES);
    assertThat(scorer.radiusUnit()).isEqualTo("featureScale");
  }

  @Test
  void aRowThatCannotBeScoredIsRefused() throws IOException {
    Scorer features = read(file(distanceNet(FEATURES)));
    Scorer pictures = read(file(distanceNet(PICTURES)));
    double[] bright = new double[pictures.inputs()];
    bright[5] = 1.5;
    assertThatThrownBy(() -> features.score(new double[2]))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a row has 2 values, and the model takes 3");
    assertThatThrownBy(() -> features.score(new double[] {0, Double.NaN, 0}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("value 1 of a row");
    assertThatThrownBy(() -> pictures.score(bright))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("value 5 of a row")
        .hasMessageNotContaining("1.5");
    assertThatThrownBy(() -> features.score(new byte[3]))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("takes features");
  }

  @Test
  void aFileThatIsNotWholeIsRefused() throws IOException {
    byte[] file = file(distanceNet(FEATURES));
    assertRefused(Arrays.copyOf(file, file.length - 40), "ends too early");
    assertRefused(Arrays.copyOf(file, file.length - 1), "damaged");
    assertRefused(Arrays.copyOf(file, 5), "ends too early");
    assertRefused(Arrays.copyOf(file, file.length + 1), "damaged");
    assertRefused(new byte[100], "no file for the scorer");
    assertRefused("some text".getBytes(StandardCharsets.UTF_8), "no file for the scorer");
    assertRefused("ab".getBytes(StandardCharsets.UTF_8), "no file for the scorer");
    assertRefused(new byte[] {31, -117, 8, 0, -1, -1, -1, -1, 0, 3}, "no file for the scorer");
    byte[] flipped = file.clone();
    flipped[file.length - 100] ^= 1;
    assertRefused(flipped, "damaged");
    byte[] later = file.clone();
    later[VERSION_AT] = 3;
    assertRefused(later, "version 3");
  }

  /** Sizes are not believed, and no array of theirs is made, before the digest is checked. */
  @Test
  void aBitThatIsTurnedAnywhereIsRefused() throws IOException {
    byte[] file = file(distanceNet(FEATURES));
    for (int i = 0; i < file.length; i++) {
      byte[] turned = file.clone();
      turned[i] ^= 0x40;
      assertThatThrownBy(() -> read(turned)).isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void filesThatSayNothingOfMembersAreRead() throws Exception {
    byte[] file = file(distanceNet(FEATURES));
    ByteArrayOutputStream first = new ByteArrayOutputStream();
    first.write(file, 0, MEMBERS_AT);
    first.write(file, MEMBERS_AT + Integer.BYTES, file.length - MEMBERS_AT - Integer.BYTES - SHA);
    byte[] content = first.toByteArray();
    content[VERSION_AT] = 1;
    first.reset();
    first.write(content);
    first.write(MessageDigest.getInstance("SHA-256").digest(content));
    double[] row = rows(FEATURES, 1).get(0);

    assertEqual(read(first.toByteArray()).score(row), read(file).score(row));
  }

  private void assertRefused(byte[] file, String named) throws IOException {
    Path path = Files.write(directory.resolve("model.linfnet"), file);
    assertThatThrownBy(() -> Scorer.read(path))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("model.linfnet cannot be read: ")
        .hasMessageContaining(named);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Scorer.read(directory.resolve("nowhere.linfnet")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("nowhere.linfnet");
  }
}

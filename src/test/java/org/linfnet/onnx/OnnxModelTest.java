package org.linfnet.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.certify.MarginCertificate;
import org.linfnet.certify.SmallNetworks;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.LayerKinds;
import org.linfnet.layer.Shape;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Margin;
import org.linfnet.network.ScoringPass;

/** What onnxruntime computes out of an exported model, beside what Java computes. */
class OnnxModelTest {

  private static final int BATCH = 40;
  private static final int CLASSES = 4;
  private static final double TEMPERATURE = 0.7;
  private static final Encoding PICTURES = SmallNetworks.images(new Shape(3, 5, 4));
  private static final Encoding FEATURES =
      new FeatureEncoding(new double[] {1, -2e5, 1.0 / 3, 0}, new double[] {0.1, 7e4, 3, 1});

  /** A network with examples, as floats in the user's units. */
  record Case(String name, EncodedNetwork network, float[] inputs) {

    static Case of(String name, Encoding encoding, List<LayerDescription> layers) {
      EncodedNetwork network = SmallNetworks.random(3, encoding, CLASSES, layers);
      return new Case(name, network, examples(encoding, 5));
    }

    static Case mean(String name, Encoding encoding, List<LayerDescription> layers) {
      EncodedNetwork network = SmallNetworks.mean(3, encoding, CLASSES, layers);
      return new Case(name, network, examples(encoding, 5));
    }

    int width() {
      return network.network().inputSize();
    }

    /** The examples in network units, each float by itself. */
    float[] encoded() {
      double[] values = new double[inputs.length];
      Arrays.setAll(values, i -> inputs[i]);
      float[] encoded = new float[inputs.length];
      for (int b = 0; b < inputs.length / width(); b++) {
        network.encoding().encode(values, b * width(), encoded, b * width());
      }
      return encoded;
    }

    float[] logits(float[] encoded) {
      int batch = encoded.length / width();
      return new ScoringPass(network.state(), Kernels.ofThisJvm(), batch).logits(encoded, batch);
    }

    OnnxSession.Scores onnxScores() throws Exception {
      try (OnnxSession session = new OnnxSession(new OnnxModel(network, TEMPERATURE).toBytes())) {
        return session.score(inputs, inputs.length / width());
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static float[] examples(Encoding encoding, long seed) {
    int width = encoding.shape().size();
    Random random = new Random(seed);
    float[] inputs = new float[BATCH * width];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] =
          encoding.isPicture()
              ? random.nextFloat()
              : (float) encoding.toUser(i % width, 2 * random.nextGaussian());
    }
    return inputs;
  }

  private static LayerDescription layer(String kind, String... options) {
    Map<String, String> named = options.length == 0 ? Map.of() : Map.of(options[0], options[1]);
    return LayerDescription.of(kind, named);
  }

  static Stream<Case> distanceNets() {
    List<LayerDescription> layers = new DistanceNet(2, 9, "normal", "batch").layers();
    return Stream.of(
        Case.of("distances of pixels", PICTURES, layers),
        Case.of("distances of features", FEATURES, layers));
  }

  static Stream<Case> otherNetworks() {
    LayerDescription affine = layer("affine", "outputs", "6");
    LayerDescription last = layer("affine");
    LayerDescription strided =
        LayerDescription.of(
            "convolution", Map.of("outputs", "4", "kernel", "3", "stride", "2", "padding", "1"));
    LayerDescription plain = layer("convolution", "outputs", "6");
    return Stream.of(
        Case.of("affine", FEATURES, List.of(last)),
        Case.mean("mean of distances", PICTURES, new DistanceNet(1, 9, "normal", "batch").layers()),
        Case.mean("mean of relu", FEATURES, List.of(affine, layer("relu"), last)),
        Case.of("relu", FEATURES, List.of(affine, layer("relu"), last)),
        Case.of("tanh", FEATURES, List.of(affine, layer("tanh"), last)),
        Case.of("logistic", PICTURES, List.of(affine, layer("logistic"), last)),
        Case.of(
            "sort",
            FEATURES,
            List.of(
                layer("sort", "outputs", "12"),
                layer("mean-shift"),
                layer("sort", "keep", "0.5"),
                layer("prototype-logits"))),
        Case.of("max-min", FEATURES, List.of(affine, layer("max-min"), last)),
        Case.of(
            "convolution",
            PICTURES,
            List.of(strided, layer("max-min"), strided, layer("relu"), last)),
        Case.of(
            "convolution of distances",
            PICTURES,
            List.of(plain, layer("relu"), layer("distance"))));
  }

  static Stream<Case> networks() {
    return Stream.concat(distanceNets(), otherNetworks());
  }

  @Test
  void everyKindOfLayerIsTried() {
    Set<String> tried = new HashSet<>();
    networks()
        .flatMap(network -> network.network().network().descriptions().stream())
        .forEach(layer -> tried.add(layer.kind()));
    assertThat(tried).containsExactlyInAnyOrderElementsOf(LayerKinds.names());
  }

  @ParameterizedTest
  @MethodSource("distanceNets")
  void logitsOfDistanceNetsHaveTheSameBits(Case network) throws Exception {
    float[] logits = network.logits(network.encoded());
    assertThat(flat(network.onnxScores().logits())).containsExactly(logits);
  }

  @ParameterizedTest
  @MethodSource("otherNetworks")
  void logitsAreWithinTheAllowancesOfBoth(Case network) throws Exception {
    float[] encoded = network.encoded();
    MarginCertificate certificate = new MarginCertificate(network.network(), Kernels.ofThisJvm());
    float[] logits = network.logits(encoded);
    float[] onnx = flat(network.onnxScores().logits());
    for (int b = 0; b < BATCH; b++) {
      float reach = network.network().encoding().reach(encoded, b * network.width(), 0);
      double allowance = 2 * certificate.roundingError(reach);
      for (int at = b * CLASSES; at < (b + 1) * CLASSES; at++) {
        assertThat(Math.abs((double) onnx[at] - logits[at])).isLessThanOrEqualTo(allowance);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theClassIsTheFirstOfTheLargestLogits(Case network) throws Exception {
    OnnxSession.Scores scores = network.onnxScores();
    for (int b = 0; b < BATCH; b++) {
      assertThat(scores.prediction()[b])
          .isEqualTo(Margin.prediction(scores.logits()[b], 0, CLASSES));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void probabilitiesAreSoftmaxOfLogitsByTemperature(Case network) throws Exception {
    OnnxSession.Scores scores = network.onnxScores();
    for (int b = 0; b < BATCH; b++) {
      float[] logits = scores.logits()[b];
      double sum = 0;
      for (float logit : logits) {
        sum += Math.exp((logit - logits[0]) / TEMPERATURE);
      }
      for (int j = 0; j < CLASSES; j++) {
        double expected = Math.exp((logits[j] - logits[0]) / TEMPERATURE) / sum;
        assertThat((double) scores.probability()[b][j]).isCloseTo(expected, within(1e-6));
      }
    }
  }

  /** Of the same logits, by less than a millionth and what snapping to stored pixels costs. */
  @ParameterizedTest
  @MethodSource("networks")
  void radiiAreBelowThoseOfTheCertificateByLittle(Case network) throws Exception {
    float[] encoded = network.encoded();
    OnnxSession.Scores scores = network.onnxScores();
    MarginCertificate certificate = new MarginCertificate(network.network(), Kernels.ofThisJvm());
    int positive = 0;
    for (int b = 0; b < BATCH; b++) {
      double radius =
          certificate.radius(
              encoded, b * network.width(), scores.logits()[b], 0, (int) scores.prediction()[b]);
      assertThat((double) scores.certifiedRadius()[b])
          .isLessThanOrEqualTo(radius)
          .isGreaterThanOrEqualTo(radius * (1 - 1e-6) - 0x1p-23);
      positive += radius > 0 ? 1 : 0;
    }
    assertThat(positive).isGreaterThan(BATCH / 2);
  }

  @Test
  void aPixelAsFloatGivesTheBitsOfTheStoredPixel() throws Exception {
    EncodedNetwork network = distanceNets().findFirst().orElseThrow().network();
    int width = network.network().inputSize();
    byte[] pixels = new byte[BATCH * width];
    new Random(8).nextBytes(pixels);
    float[] inputs = new float[pixels.length];
    float[] encoded = new float[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      inputs[i] = Byte.toUnsignedInt(pixels[i]) / 255f;
    }
    for (int b = 0; b < BATCH; b++) {
      network.encoding().encodeStored(StoredValues.of(pixels, width), b, encoded, b * width);
    }
    Case stored = new Case("stored pixels", network, inputs);
    assertThat(flat(stored.onnxScores().logits())).containsExactly(stored.logits(encoded));
  }

  /** Their floats are so large that roundings alone can change a class. */
  static Stream<EncodedNetwork> coarseNetworks() {
    EncodedNetwork perceptron =
        SmallNetworks.random(
            6, PICTURES, CLASSES, List.of(layer("affine"), layer("relu"), layer("affine")));
    return Stream.of(
        SmallNetworks.coarse(9, 6, 1, 8, CLASSES, 1 << 12),
        SmallNetworks.coarse(perceptron, 1 << 14));
  }

  @ParameterizedTest
  @MethodSource("coarseNetworks")
  void noCornerOfACertifiedBallGetsAnotherClass(EncodedNetwork network) throws Exception {
    Case coarse = new Case("coarse", network, examples(network.encoding(), 5));
    OnnxSession.Scores centres = coarse.onnxScores();
    Random random = new Random(4);
    int searched = 0;
    try (OnnxSession session = new OnnxSession(new OnnxModel(network, TEMPERATURE).toBytes())) {
      for (int b = 0; b < BATCH; b++) {
        float radius = centres.certifiedRadius()[b];
        if (radius > 0) {
          searched++;
          long[] classes = session.score(corners(coarse, b, radius, random), 64).prediction();
          assertThat(classes).containsOnly(centres.prediction()[b]);
        }
      }
    }
    assertThat(searched).isGreaterThan(BATCH / 4);
  }

  private static float[] corners(Case centres, int example, float radius, Random random) {
    int width = centres.width();
    Encoding encoding = centres.network().encoding();
    float[] corners = new float[64 * width];
    for (int i = 0; i < corners.length; i++) {
      double centre = centres.inputs()[example * width + i % width];
      corners[i] =
          (float)
              (random.nextBoolean()
                  ? encoding.lower(i % width, centre, radius)
                  : encoding.upper(i % width, centre, radius));
    }
    return corners;
  }

  @Test
  void nothingIsCertifiedOfPixelsOutOfRange() throws Exception {
    Case network = distanceNets().findFirst().orElseThrow();
    float[] wrong = {Math.nextUp(1f), -0.25f, Float.NaN, Float.POSITIVE_INFINITY};
    for (int b = 0; b < wrong.length; b++) {
      network.inputs()[b * network.width() + 7] = wrong[b];
    }
    float[] radii = network.onnxScores().certifiedRadius();
    assertThat(Arrays.copyOf(radii, wrong.length)).containsOnly(0f);
    assertThat(radii[wrong.length]).isPositive();
  }

  @Test
  void nothingIsCertifiedOfFeaturesThatOverflow() throws Exception {
    Case network = distanceNets().skip(1).findFirst().orElseThrow();
    float[] wrong = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE};
    for (int b = 0; b < wrong.length; b++) {
      network.inputs()[b * network.width()] = wrong[b];
    }
    float[] radii = network.onnxScores().certifiedRadius();
    assertThat(Arrays.copyOf(radii, wrong.length)).containsOnly(0f);
    assertThat(radii[wrong.length]).isPositive();
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int b = 0; b < rows.length; b++) {
      System.arraycopy(rows[b], 0, flat, b * rows[0].length, rows[0].length);
    }
    return flat;
  }
}

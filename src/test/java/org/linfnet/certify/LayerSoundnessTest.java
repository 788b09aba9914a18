package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.BoundsPass;
import org.linfnet.network.Margin;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;

/**
 * Certificates of networks of any layers, against rational arithmetic and against floats that are
 * added up in another order.
 */
class LayerSoundnessTest {

  private static final Kernels KERNELS = Kernels.of(new ScalarKernels());
  private static final int CLASSES = 3;
  private static final int EXAMPLES = 20;
  private static final int POINTS = 40;

  private static final List<LayerDescription> AFFINE_RELU_AFFINE =
      List.of(affine(9), LayerDescription.of("relu"), LayerDescription.of("affine"));
  private static final List<LayerDescription> DISTANCE_AFFINE_TANH =
      List.of(
          LayerDescription.of("distance", Map.of("outputs", "8")),
          LayerDescription.of("mean-shift"),
          affine(7),
          LayerDescription.of("tanh"),
          LayerDescription.of("affine"));
  private static final List<LayerDescription> PERCEPTRON =
      List.of(affine(8), LayerDescription.of("logistic"), LayerDescription.of("affine"));

  private static final List<LayerDescription> CONVOLUTIONS =
      List.of(
          LayerDescription.of(
              "convolution", Map.of("outputs", "4", "kernel", "2", "padding", "1", "stride", "2")),
          LayerDescription.of("relu"),
          LayerDescription.of("convolution", Map.of("outputs", "6", "kernel", "2")),
          LayerDescription.of("relu"),
          LayerDescription.of("affine"));

  private static LayerDescription affine(int outputs) {
    return LayerDescription.of("affine", Map.of("outputs", Integer.toString(outputs)));
  }

  static Stream<Arguments> networks() {
    Encoding pixels = SmallNetworks.images(new Shape(1, 2, 3));
    Encoding features =
        new FeatureEncoding(
            new double[] {0, 1e4, -3, 0.5, 7, 0}, new double[] {0.01, 300, 1, 5, 1e-6, 2});
    return Stream.concat(
            Stream.of(AFFINE_RELU_AFFINE, DISTANCE_AFFINE_TANH, PERCEPTRON)
                .flatMap(
                    layers ->
                        Stream.of(pixels, features)
                            .map(encoding -> SmallNetworks.random(8, encoding, CLASSES, layers))),
            Stream.of(
                SmallNetworks.random(
                    8, SmallNetworks.images(new Shape(2, 3, 3)), CLASSES, CONVOLUTIONS)))
        .map(network -> Arguments.of(network));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void nothingBreaksTheMarginsCertificate(EncodedNetwork network) {
    Certified certified = new Certified(network);
    assertThat(DoubleStream.of(certified.marginRadii).filter(radius -> radius > 0).count())
        .isEqualTo(EXAMPLES);
    assertThat(certified.broken(certified.marginRadii, 1)).isZero();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void nothingBreaksTheIntervalsCertificate(EncodedNetwork network) {
    Certified certified = new Certified(network);
    double[] raised = certified.raised();
    for (int b = 0; b < EXAMPLES; b++) {
      assertThat(raised[b]).isGreaterThan(certified.marginRadii[b]);
    }
    assertThat(certified.broken(raised, 1)).isZero();
  }

  static Stream<EncodedNetwork> networksOfRelu() {
    return Stream.of(
        SmallNetworks.random(
            8, SmallNetworks.images(new Shape(1, 2, 3)), CLASSES, AFFINE_RELU_AFFINE),
        SmallNetworks.random(8, SmallNetworks.images(new Shape(2, 3, 3)), CLASSES, CONVOLUTIONS));
  }

  @ParameterizedTest
  @MethodSource("networksOfRelu")
  void nothingBreaksTheCertificateByLines(EncodedNetwork network) {
    Certified certified = new Certified(network);
    double[] raised = certified.raised(BoundsCertificate.Method.LINES);
    double[] byIntervals = certified.raised();
    double gained = 0;
    for (int b = 0; b < EXAMPLES; b++) {
      assertThat(raised[b]).isGreaterThan(byIntervals[b] - network.encoding().radiusTolerance());
      gained += raised[b] - byIntervals[b];
    }
    assertThat(gained).isGreaterThan(EXAMPLES * 10 * network.encoding().radiusTolerance());
    assertThat(certified.broken(raised, 1)).isZero();
  }

  /** Lines from every layer prove more of the two layers of convolutions, and break as little. */
  @Test
  void nothingBreaksTheCertificateByDualBounds() {
    EncodedNetwork network =
        SmallNetworks.random(8, SmallNetworks.images(new Shape(2, 3, 3)), CLASSES, CONVOLUTIONS);
    Certified certified = new Certified(network);
    double[] raised = certified.raised(BoundsCertificate.Method.DUAL);
    double[] byLines = certified.raised(BoundsCertificate.Method.LINES);
    double gained = 0;
    for (int b = 0; b < EXAMPLES; b++) {
      gained += raised[b] - byLines[b];
    }
    assertThat(gained).isGreaterThan(EXAMPLES * 5 * network.encoding().radiusTolerance());
    assertThat(certified.broken(raised, 1)).isZero();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theSearchBreaksThreeTimesTheIntervalsRadius(EncodedNetwork network) {
    Certified certified = new Certified(network);
    assertThat(certified.broken(certified.raised(), 3)).isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void boundsHoldFloatsInAnyOrderAndRealNumbersUpToTheRoundingError(EncodedNetwork network) {
    requireBounds(network, 0.5);
    requireBounds(SmallNetworks.coarse(network, 3e4f), 0.5);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void boundsOfOneExampleHoldItInAnyOrder(EncodedNetwork network) {
    requireBounds(network, 0);
    requireBounds(SmallNetworks.coarse(network, 3e4f), 0);
  }

  private static void requireBounds(EncodedNetwork network, double largestRadius) {
    Encoding encoding = network.encoding();
    int inputs = network.network().inputSize();
    BoundsPass pass = new BoundsPass(network.network(), KERNELS, 1);
    Random random = new Random(4);
    ShuffledNetwork shuffled = new ShuffledNetwork(network, random);
    ExactNetwork exact = new ExactNetwork(network);
    AttackedNetwork scored = new AttackedNetwork(network, KERNELS, 1);
    double[] centres = drawn(encoding, EXAMPLES);
    Bounds box = Bounds.of(1, inputs);
    for (int example = 0; example < EXAMPLES; example++) {
      double radius = largestRadius * Math.scalb(random.nextDouble(), -random.nextInt(24));
      encoding.box(centres, example * inputs, radius, box, 0);
      double inputError = Math.ulp(box.largest(inputs));
      double error = pass.roundingError(network.state().numbers(), box, inputError);
      Bounds logits = pass.run(network.state().numbers(), box, 1);
      for (int point = 0; point < POINTS; point++) {
        double[] values = corner(encoding, centres, example * inputs, radius, random);
        requireInside(logits, 0, scored.logits(values, 1));
        requireInside(logits, 0, shuffled.logits(values));
        requireInside(logits, error, exact.logits(values));
      }
    }
  }

  private static double[] corner(
      Encoding encoding, double[] centres, int at, double radius, Random random) {
    double[] values = new double[encoding.shape().size()];
    for (int i = 0; i < values.length; i++) {
      double centre = centres[at + i];
      double end =
          random.nextBoolean()
              ? encoding.upper(i, centre, radius)
              : encoding.lower(i, centre, radius);
      values[i] = encoding.holds(i, centre, radius, end) ? end : centre;
    }
    return values;
  }

  private static void requireInside(Bounds bounds, double error, float[] logits) {
    BigDecimal[] exact = new BigDecimal[logits.length];
    Arrays.setAll(exact, j -> new BigDecimal(logits[j]));
    requireInside(bounds, error, exact);
  }

  private static void requireInside(Bounds bounds, double error, BigDecimal[] logits) {
    BigDecimal slack = new BigDecimal(error);
    for (int j = 0; j < logits.length; j++) {
      assertThat(logits[j])
          .isBetween(
              new BigDecimal(bounds.lower()[j]).subtract(slack),
              new BigDecimal(bounds.upper()[j]).add(slack));
    }
  }

  @Test
  void boundedLayersDoNotHideOverflow() {
    // One sum of two features, squashed: it moves the logits by 1 at most, and class 1 leads by 9.
    FeatureEncoding encoding = new FeatureEncoding(new double[2], new double[] {1, 1});
    List<LayerDescription> layers =
        List.of(affine(1), LayerDescription.of("logistic"), LayerDescription.of("affine"));
    Network network = new Network(encoding.shape(), 2, layers);
    float[] numbers = {1, 1, 0, 1, -1, 0, 10};
    EncodedNetwork encoded = new EncodedNetwork(new NetworkState(network, numbers), encoding);
    AttackedNetwork scored = new AttackedNetwork(encoded, KERNELS, 1);
    double[] centre = {0.25, 0.5};
    float[] logits = scored.logits(centre, 1);
    double[] radii = {
      new MarginCertificate(encoded, KERNELS).radius(scored.networkInputs(), 0, logits, 0, 1)
    };
    new CertifiedRadii(new BoundsCertificate(encoded, KERNELS, 1), new double[] {1e30})
        .raise(centre, new int[] {1}, radii);
    double[] overflowing = {1e39, -1e39};
    assertThat(Margin.prediction(scored.logits(overflowing, 1), 0, 2)).isZero();
    assertThat(radii[0]).isBetween(1e30, 1e39);
    assertThat(new BallSearch(encoded, 1).breaks(centre, 1, radii[0], POINTS)).isFalse();
  }

  /** A steep sum of one feature, squashed: 1 where the feature is above 0, and else 0. */
  @Test
  void intervalsProveWhereTheMarginProvesNothing() {
    FeatureEncoding encoding = new FeatureEncoding(new double[1], new double[] {1});
    List<LayerDescription> layers =
        List.of(affine(1), LayerDescription.of("logistic"), LayerDescription.of("affine"));
    Network network = new Network(encoding.shape(), 2, layers);
    float[] numbers = {1e7f, 0, 1, 0, 0, 0.5f};
    EncodedNetwork encoded = new EncodedNetwork(new NetworkState(network, numbers), encoding);
    AttackedNetwork scored = new AttackedNetwork(encoded, KERNELS, 1);
    double[] values = {0.5, -0.5, 0.5};
    int[] labels = {0, 1, 1};
    double[] radii = new double[3];
    for (int b = 0; b < 3; b++) {
      float[] logits = scored.logits(new double[] {values[b]}, 1);
      radii[b] =
          new MarginCertificate(encoded, KERNELS)
              .radius(scored.networkInputs(), 0, logits, 0, labels[b]);
    }
    assertThat(radii).containsExactly(0, 0, 0);
    new CertifiedRadii(new BoundsCertificate(encoded, KERNELS, 3), new double[] {0.25})
        .raise(values, labels, radii);
    assertThat(radii[0]).isBetween(0.499, 0.5);
    assertThat(radii[1]).isBetween(0.499, 0.5);
    assertThat(radii[2]).isZero();
  }

  private static final class Certified {

    private final EncodedNetwork network;
    private final double[] values;
    private final int inputs;
    private final int[] labels = new int[EXAMPLES];
    private final double[] marginRadii = new double[EXAMPLES];

    Certified(EncodedNetwork network) {
      this.network = network;
      this.inputs = network.network().inputSize();
      this.values = drawn(network.encoding(), EXAMPLES);
      AttackedNetwork scored = new AttackedNetwork(network, KERNELS, EXAMPLES);
      float[] logits = scored.logits(values, EXAMPLES);
      MarginCertificate margins = new MarginCertificate(network, KERNELS);
      for (int b = 0; b < EXAMPLES; b++) {
        labels[b] = Margin.prediction(logits, b * CLASSES, CLASSES);
        marginRadii[b] =
            margins.radius(scored.networkInputs(), b * inputs, logits, b * CLASSES, labels[b]);
      }
    }

    double[] raised() {
      return raised(BoundsCertificate.Method.INTERVALS);
    }

    double[] raised(BoundsCertificate.Method method) {
      double[] radii = marginRadii.clone();
      new CertifiedRadii(new BoundsCertificate(network, method, KERNELS, EXAMPLES), new double[0])
          .raise(values, labels, radii);
      return radii;
    }

    /** The examples that are broken within so many times their radius. */
    long broken(double[] radii, double factor) {
      BallSearch search = new BallSearch(network, 3);
      return IntStream.range(0, EXAMPLES)
          .filter(
              b ->
                  search.breaks(
                      Arrays.copyOfRange(values, b * inputs, (b + 1) * inputs),
                      labels[b],
                      radii[b] * factor,
                      POINTS))
          .count();
    }
  }

  private static double[] drawn(Encoding encoding, int examples) {
    Random random = new Random(2);
    int inputs = encoding.shape().size();
    double[] values = new double[examples * inputs];
    for (int at = 0; at < values.length; at++) {
      values[at] =
          encoding.isPicture()
              ? random.nextInt(256) / 255.0
              : encoding.toUser(at % inputs, random.nextGaussian());
    }
    return values;
  }
}

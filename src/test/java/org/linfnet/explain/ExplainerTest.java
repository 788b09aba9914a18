package org.linfnet.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.attack.AttackKind;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.attack.Counterexample;
import org.linfnet.certify.SmallNetworks;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Margin;

class ExplainerTest {

  private static final Kernels KERNELS = Kernels.of(new ScalarKernels());
  private static final int CLASSES = 3;
  private static final int EXAMPLES = 8;
  private static final Encoding IMAGES = SmallNetworks.images(new Shape(1, 3, 3));
  private static final Encoding FEATURES = SmallNetworks.features();
  private static final List<LayerDescription> DISTANCES =
      new DistanceNet(2, 12, "normal", "batch").layers();
  private static final List<LayerDescription> PERCEPTRON =
      List.of(
          LayerDescription.of("affine", Map.of("outputs", "12")),
          LayerDescription.of("tanh"),
          LayerDescription.of("affine", Map.of("outputs", "3")));

  static Stream<EncodedNetwork> networks() {
    return Stream.of(
        SmallNetworks.random(11, IMAGES, CLASSES, DISTANCES),
        SmallNetworks.random(11, FEATURES, CLASSES, DISTANCES),
        SmallNetworks.random(11, IMAGES, CLASSES, PERCEPTRON));
  }

  static Stream<EncodedNetwork> distanceNets() {
    return networks().limit(2);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theSmallestChangeTurnsThePredictionAndLiesBeyondTheCertifiedRadius(EncodedNetwork network) {
    AttackedNetwork scored = new AttackedNetwork(network, KERNELS, 1);
    for (int example = 0; example < EXAMPLES; example++) {
      double[] values = values(network, example);
      Explanation explanation = explained(network, example);
      Counterexample smallest = explanation.smallest().orElseThrow();

      assertThat(Margin.prediction(scored.logits(values, 1), 0, CLASSES))
          .isEqualTo(explanation.prediction());
      assertThat(Margin.prediction(scored.logits(smallest.values(), 1), 0, CLASSES))
          .isEqualTo(smallest.prediction())
          .isNotEqualTo(explanation.prediction());
      assertThat(smallest.distance()).isGreaterThan(explanation.certifiedRadius());
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theLeadMovesAsTheDecidingInputsDoAndWithNoOther(EncodedNetwork network) {
    AttackedNetwork scored = new AttackedNetwork(network, KERNELS, 1);
    for (int example = 0; example < EXAMPLES; example++) {
      double[] values = values(network, example);
      Explanation explanation = explained(network, example);
      for (int input = 0; input < values.length; input++) {
        double change = change(scored, values, explanation, input);
        double slope =
            slope(explanation, explanation.prediction(), input)
                - slope(explanation, explanation.rival(), input);
        assertThat(change).isCloseTo(slope, within(0.02));
      }
    }
  }

  /** What the lead gains a radius of 1, by a small step of one input. */
  private static double change(
      AttackedNetwork scored, double[] values, Explanation explanation, int input) {
    double step = 1e-3;
    double unit = scored.encoding().radiusOfNetworkUnit();
    double[] moved = values.clone();
    moved[input] += step * scored.encoding().halfWidths()[input];
    float[] logits = scored.logits(moved, 1);
    double lead = (logits[explanation.prediction()] - logits[explanation.rival()]) * unit;
    return (lead - explanation.lead()) / step;
  }

  private static double slope(Explanation explanation, int logit, int input) {
    return explanation.deciders().stream()
        .filter(decider -> decider.logit() == logit)
        .filter(decider -> decider.layer() == 0 && decider.unit() == input)
        .mapToDouble(Decider::slope)
        .sum();
  }

  @ParameterizedTest
  @MethodSource("distanceNets")
  void inADistanceNetOneUnitOfEachLayerDecidesForEachClass(EncodedNetwork network) {
    Explanation explanation = explained(network, 0);

    for (int logit : new int[] {explanation.prediction(), explanation.rival()}) {
      List<Decider> deciders =
          explanation.deciders().stream().filter(decider -> decider.logit() == logit).toList();
      assertThat(deciders).extracting(Decider::layer).containsExactly(0, 1, 2, 3, 4, 5);
      assertThat(deciders).extracting(decider -> Math.abs(decider.slope())).containsOnly(1.0);
      assertThat(deciders.get(5)).isEqualTo(new Decider(logit, 5, logit, -1));
    }
  }

  private static Explanation explained(EncodedNetwork network, int example) {
    return new Explainer(network, AttackKind.STRONG, 1, KERNELS)
        .explain(example, values(network, example));
  }

  /** Values that no small step takes out of their range. */
  private static double[] values(EncodedNetwork network, int example) {
    Random random = new Random(example);
    double[] halfWidths = network.encoding().halfWidths();
    double[] values = new double[halfWidths.length];
    for (int i = 0; i < values.length; i++) {
      double share = 0.1 + 0.8 * random.nextDouble();
      values[i] = network.encoding().isPicture() ? share : network.encoding().toUser(i, 2 * share);
    }
    return values;
  }
}

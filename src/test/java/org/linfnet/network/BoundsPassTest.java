package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.RandomStream;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Leads;
import org.linfnet.layer.Shape;

class BoundsPassTest {

  private static final int GRID = 40;
  private static final LayerDescription AFFINE =
      LayerDescription.of("affine", Map.of("outputs", "5"));
  private static final LayerDescription LOGITS = LayerDescription.of("affine");

  static Stream<Network> networks() {
    return Stream.of(
        DistanceNets.of(2, 2, 5, 3),
        network(AFFINE, LayerDescription.of("relu"), LOGITS),
        network(
            AFFINE, LayerDescription.of("tanh"), AFFINE, LayerDescription.of("logistic"), LOGITS));
  }

  private static Network network(LayerDescription... layers) {
    return new Network(Shape.vector(2), 3, List.of(layers));
  }

  static Stream<Arguments> networksAndSeeds() {
    return networks()
        .flatMap(
            network -> IntStream.rangeClosed(1, 8).mapToObj(seed -> Arguments.of(network, seed)));
  }

  @ParameterizedTest
  @MethodSource("networksAndSeeds")
  void everyFloatPointOfTheBoxLiesBetweenTheBounds(Network network, int seed) {
    Random random = new Random(seed);
    NetworkState state = network.start(random);
    float[] lower = {(float) random.nextGaussian(), (float) random.nextGaussian()};
    float[] upper = {lower[0] + random.nextFloat(), lower[1] + random.nextFloat()};
    Bounds bounds =
        new BoundsPass(network, Kernels.ofThisJvm(), 1)
            .run(state.numbers(), new Bounds(lower, upper), 1);
    ScoringPass scores = new ScoringPass(state, Kernels.ofThisJvm(), 1);
    for (int i = 0; i <= GRID; i++) {
      for (int j = 0; j <= GRID; j++) {
        float[] x = {between(lower[0], upper[0], i), between(lower[1], upper[1], j)};
        float[] logits = scores.logits(x, 1);
        for (int k = 0; k < network.classes(); k++) {
          assertThat(logits[k]).isBetween(bounds.lower()[k], bounds.upper()[k]);
        }
      }
    }
  }

  private static float between(float lower, float upper, int step) {
    return Math.min(upper, lower + (upper - lower) * step / GRID);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void boxesOfABlockAreBoundedAlone(Network network) {
    Random random = new Random(3);
    NetworkState state = network.start(random);
    BoundsPass pass = new BoundsPass(network, Kernels.ofThisJvm(), 4);
    Bounds boxes = Bounds.of(4, 2);
    for (int i = 0; i < 8; i++) {
      boxes.lower()[i] = (float) random.nextGaussian();
      boxes.upper()[i] = boxes.lower()[i] + random.nextFloat();
    }
    float[] together = pass.run(state.numbers(), boxes, 4).lower().clone();
    for (int b = 0; b < 4; b++) {
      float[] lower = {boxes.lower()[2 * b], boxes.lower()[2 * b + 1]};
      float[] upper = {boxes.upper()[2 * b], boxes.upper()[2 * b + 1]};
      Bounds alone = pass.run(state.numbers(), new Bounds(lower, upper), 1);
      for (int k = 0; k < 3; k++) {
        assertThat(alone.lower()[k]).isEqualTo(together[3 * b + k]);
      }
    }
  }

  /** A layer of affine weights W and bias, then relu, then weights V: worked out on paper. */
  @Test
  void gradientOfAHandComputedNetwork() {
    Network network =
        new Network(
            Shape.vector(1),
            2,
            List.of(AFFINE_OF_TWO, LayerDescription.of("relu"), LayerDescription.of("affine")));
    // W = (2, -1), b = (1, 0); V = (1, 3; 0, -1), c = 0. The box 1..2 gives W x + b in 3..5 and
    // -2..-1, relu 3..5 and 0..0, and so logits 3..5 and 0..0.
    float[] numbers = {2, -1, 1, 0, 1, 3, 0, -1, 0, 0};
    BoundsPass pass = new BoundsPass(network, Kernels.ofThisJvm(), 1);
    Bounds logits = pass.run(numbers, new Bounds(new float[] {1}, new float[] {2}), 1);
    assertThat(logits.lower()).containsExactly(new float[] {3, 0}, within(1e-5f));
    assertThat(logits.upper()).containsExactly(new float[] {5, 0}, within(1e-5f));
    // The gradient of 1 by the lower and of 10 by the upper end of the first logit. Both go through
    // V's 1 and W's 2; the second hidden unit is 0 and passes nothing on.
    float[] sums = new float[numbers.length];
    Bounds gradient = pass.gradient(new Bounds(new float[] {1, 0}, new float[] {10, 0}), sums);
    assertThat(gradient.lower()).containsExactly(new float[] {2}, within(1e-5f));
    assertThat(gradient.upper()).containsExactly(new float[] {20}, within(1e-5f));
    // By W's 2: 1 x 1 + 10 x 2. By b: 11. By V's 1: 1 x 3 + 10 x 5. By c: 11.
    assertThat(sums).containsExactly(new float[] {21, 0, 11, 0, 53, 0, 0, 0, 11, 0}, within(1e-4f));
  }

  /**
   * x in -1..1 goes to relu(x) and relu(-x), and the logits 0.9 and relu(x) + relu(-x) = |x|: by
   * intervals the second reaches 2, by lines 1.
   */
  @Test
  void linesProveALeadThatIntervalsLose() {
    Network network =
        new Network(
            Shape.vector(1),
            2,
            List.of(AFFINE_OF_TWO, LayerDescription.of("relu"), LayerDescription.of("affine")));
    float[] numbers = {1, -1, 0, 0, 0, 0, 1, 1, 0.9f, 0};
    BoundsPass pass = new BoundsPass(network, Kernels.ofThisJvm(), 1);
    Bounds box = new Bounds(new float[] {-1}, new float[] {1});
    Leads leads = new Leads(2, new int[] {0}, new double[2]);
    pass.leads(numbers, box, 1, leads);
    assertThat(leads.values()[1]).isCloseTo(0.9 - 2, within(1e-5));
    pass.linearLeads(numbers, box, 1, leads);
    assertThat(leads.values()[1]).isCloseTo(0.9 - 1, within(1e-5));
  }

  /**
   * x in -1..1 goes to h = relu(x) + relu(-x) - 1 in -1..0, of which intervals know -1..1 and lines
   * 0 at most, and the logits 0.5 and relu(h) = 0: by lines from the logits alone the second can
   * reach 0.5 and more.
   */
  @Test
  void linesFromEveryLayerProveALeadThatLinesFromTheLogitsLose() {
    Network network =
        new Network(
            Shape.vector(1),
            2,
            List.of(
                AFFINE_OF_TWO,
                LayerDescription.of("relu"),
                LayerDescription.of("affine", Map.of("outputs", "1")),
                LayerDescription.of("relu"),
                LayerDescription.of("affine")));
    float[] numbers = {1, -1, 0, 0, 1, 1, -1, 0, 1, 0.375f, 0};
    BoundsPass pass = new BoundsPass(network, Kernels.ofThisJvm(), 1);
    Bounds box = new Bounds(new float[] {-1}, new float[] {1});
    Leads leads = new Leads(2, new int[] {0}, new double[2]);
    pass.linearLeads(numbers, box, 1, leads);
    assertThat(leads.values()[1]).isCloseTo(0.375 - 0.5, within(1e-5));
    pass.dualLeads(numbers, box, 1, leads);
    assertThat(leads.values()[1]).isCloseTo(0.375, within(1e-5));
  }

  static Stream<Arguments> deepNetworksAndSeeds() {
    Network deep =
        network(
            AFFINE,
            LayerDescription.of("relu"),
            AFFINE,
            LayerDescription.of("relu"),
            AFFINE,
            LayerDescription.of("relu"),
            LOGITS);
    return Stream.concat(
        networksAndSeeds(), IntStream.rangeClosed(1, 8).mapToObj(seed -> Arguments.of(deep, seed)));
  }

  @ParameterizedTest
  @MethodSource("deepNetworksAndSeeds")
  void noFloatPointOfTheBoxHasASmallerLeadThanLinesProve(Network network, int seed) {
    requireLeads(network, seed, BoundsPass::linearLeads);
  }

  @ParameterizedTest
  @MethodSource("deepNetworksAndSeeds")
  void noFloatPointOfTheBoxHasASmallerLeadThanDualBoundsProve(Network network, int seed) {
    requireLeads(network, seed, BoundsPass::dualLeads);
  }

  /** The lines that training takes: of slope u / (u - l) on both sides. */
  @ParameterizedTest
  @MethodSource("deepNetworksAndSeeds")
  void noFloatPointOfTheBoxHasASmallerLeadThanParallelLinesProve(Network network, int seed) {
    requireLeads(
        network,
        seed,
        (pass, numbers, box, batch, leads) -> {
          Leads ofLines =
              pass.bothLeads(
                  new BoundsPass.Boxes(numbers, box, batch),
                  HiddenBounds.LINES,
                  new RandomStream(1),
                  leads);
          System.arraycopy(ofLines.values(), 0, leads.values(), 0, leads.values().length);
        });
  }

  @FunctionalInterface
  private interface LeadsOfABlock {
    void fill(BoundsPass pass, float[] numbers, Bounds box, int batch, Leads leads);
  }

  private static void requireLeads(Network network, int seed, LeadsOfABlock method) {
    Random random = new Random(seed);
    NetworkState state = network.start(random);
    Bounds box = Bounds.of(1, 2);
    for (int i = 0; i < 2; i++) {
      box.lower()[i] = (float) random.nextGaussian();
      box.upper()[i] = box.lower()[i] + random.nextFloat();
    }
    Leads leads = new Leads(3, new int[] {seed % 3}, new double[3]);
    BoundsPass pass = new BoundsPass(network, Kernels.ofThisJvm(), 1);
    method.fill(pass, state.numbers(), box, 1, leads);
    ScoringPass scores = new ScoringPass(state, Kernels.ofThisJvm(), 1);
    for (int i = 0; i <= GRID; i++) {
      for (int j = 0; j <= GRID; j++) {
        float[] x = {
          between(box.lower()[0], box.upper()[0], i), between(box.lower()[1], box.upper()[1], j)
        };
        float[] logits = scores.logits(x, 1);
        for (int k = 0; k < network.classes(); k++) {
          assertThat(leads.values()[k]).isLessThanOrEqualTo((double) logits[seed % 3] - logits[k]);
        }
      }
    }
  }

  /** The median of many Cauchy numbers is close to their scale, which is what lines prove. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void manyProjectionsEstimateWhatParallelLinesProve(int seed) {
    LayerDescription wide = LayerDescription.of("affine", Map.of("outputs", "8"));
    LayerDescription relu = LayerDescription.of("relu");
    Network network =
        new Network(Shape.vector(4), 3, List.of(wide, relu, wide, relu, wide, relu, LOGITS));
    Random random = new Random(seed);
    float[] numbers = network.start(random).numbers();
    Bounds box = Bounds.of(2, 4);
    for (int i = 0; i < 8; i++) {
      box.lower()[i] = (float) random.nextGaussian();
      box.upper()[i] = box.lower()[i] + 1;
    }
    double[] proved = parallelLeads(network, numbers, box, HiddenBounds.LINES);
    double[] byOne = parallelLeads(network, numbers, box, HiddenBounds.projected(1));
    double[] estimated = parallelLeads(network, numbers, box, HiddenBounds.projected(4001));
    assertThat(estimated).containsExactly(proved, within(0.05));
    assertThat(byOne).isNotEqualTo(estimated);
  }

  private static double[] parallelLeads(
      Network network, float[] numbers, Bounds box, HiddenBounds hidden) {
    Leads leads = new Leads(3, new int[] {0, 1}, new double[6]);
    return new BoundsPass(network, Kernels.ofThisJvm(), 2)
        .bothLeads(new BoundsPass.Boxes(numbers, box, 2), hidden, new RandomStream(5), leads)
        .values();
  }

  private static final LayerDescription AFFINE_OF_TWO =
      LayerDescription.of("affine", Map.of("outputs", "2"));

  /** Each layer passes an error on by its Lipschitz constant and adds its own. */
  @Test
  void roundingErrorsAddUpAlongTheLayers() {
    Network network = network(AFFINE, LayerDescription.of("logistic"), LOGITS);
    NetworkState state = network.start(new Random(2));
    Bounds box = new Bounds(new float[] {-1, -1}, new float[] {1, 1});
    BoundsPass pass = new BoundsPass(network, Kernels.ofThisJvm(), 1);
    double exactInputs = pass.roundingError(state.numbers(), box, 0);
    double inputError = 1e-3;
    assertThat(exactInputs).isBetween(1e-8, 1e-5);
    assertThat(pass.roundingError(state.numbers(), box, inputError) - exactInputs)
        .isCloseTo(state.lipschitz() * inputError, within(1e-12));
  }

  @Test
  void aNetworkThatCanOverflowHasNoBound() {
    float huge = 3e38f;
    Network network = DistanceNets.of(1, 1, 1, 2);
    float[] numbers = {-huge, -huge, huge, huge, 0, 0};
    Bounds box = new Bounds(new float[] {0}, new float[] {1});
    BoundsPass pass = new BoundsPass(network, Kernels.ofThisJvm(), 1);
    assertThat(pass.roundingError(numbers, box, 0)).isInfinite();
  }
}

package org.linfnet.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.RandomStream;
import org.linfnet.certify.SmallNetworks;
import org.linfnet.evaluate.BlockEvaluation;
import org.linfnet.evaluate.EvaluationPlan;
import org.linfnet.evaluate.ExampleResult;
import org.linfnet.evaluate.Status;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.DistanceNet;

class AttackTest {

  private static final Kernels KERNELS = Kernels.of(new ScalarKernels());
  private static final int INPUTS = 9;
  private static final int EXAMPLES = 40;
  private static final int CLASSES = 3;
  private static final double[] EPSILONS = {0.02, 0.1};
  private static final Encoding IMAGES = SmallNetworks.images(new Shape(1, 3, 3));

  private static final Encoding FEATURES = SmallNetworks.features();

  private static final List<LayerDescription> DISTANCES =
      new DistanceNet(2, 12, "normal", "batch").layers();
  private static final List<LayerDescription> PERCEPTRON =
      List.of(
          LayerDescription.of("affine", Map.of("outputs", "12")),
          LayerDescription.of("logistic"),
          LayerDescription.of("affine", Map.of("outputs", "3")));

  static Stream<Arguments> attacksOnNetworks() {
    RandomStream stream = new RandomStream(5);
    return Stream.of(
            SmallNetworks.random(11, IMAGES, CLASSES, DISTANCES),
            SmallNetworks.random(11, FEATURES, CLASSES, DISTANCES),
            SmallNetworks.random(11, IMAGES, CLASSES, PERCEPTRON))
        .flatMap(
            network ->
                Stream.of(
                        ProjectedGradientDescent.asPublished(5, network.encoding()),
                        new ProjectedGradientDescent(
                            "relaxed",
                            AttackLoss.margin(),
                            20,
                            20,
                            StepSize.decaying(1, 0.02),
                            stream),
                        new SquareAttack(200, stream))
                    .map(attack -> Arguments.of(attack, network)));
  }

  @ParameterizedTest
  @MethodSource("attacksOnNetworks")
  void breaksSomeOfTheExamplesThatAreNotCertified(Attack attack, EncodedNetwork network) {
    AttackedExamples examples = attacked(network, 1, Status.UNKNOWN);
    int before = examples.standing().length;
    attack.attack(new AttackedNetwork(network, KERNELS, EXAMPLES), examples);
    assertThat(examples.standing().length).isLessThan(before);
  }

  @ParameterizedTest
  @MethodSource("attacksOnNetworks")
  void breaksNoneOfTheExamplesThatAreCertified(Attack attack, EncodedNetwork network) {
    AttackedExamples examples = attacked(network, 0, Status.CERTIFIED);
    int before = examples.standing().length;
    attack.attack(new AttackedNetwork(network, KERNELS, EXAMPLES), examples);
    assertThat(examples.standing()).hasSize(before).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 7, 8, 10, 11, 14})
  void strongBreaksWhateverPgdBreaksAtTheSameSeed(long seed) {
    EncodedNetwork network = SmallNetworks.random(seed, IMAGES, CLASSES, DISTANCES);
    double[] epsilons = {0.03, 0.1, 0.3};
    List<ExampleResult> pgd = evaluate(network, new EvaluationPlan(epsilons, AttackKind.PGD, seed));
    List<ExampleResult> strong =
        evaluate(network, new EvaluationPlan(epsilons, AttackKind.STRONG, seed));
    int broken = 0;
    for (int b = 0; b < EXAMPLES; b++) {
      for (int k = 0; k < epsilons.length; k++) {
        if (status(pgd, b, k) == Status.ATTACKED) {
          assertThat(status(strong, b, k)).isEqualTo(Status.ATTACKED);
          broken++;
        }
      }
    }
    assertThat(broken).isPositive();
  }

  @ParameterizedTest
  @EnumSource(value = AttackKind.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void whatIsBrokenIsBrokenInEveryLargerBall(AttackKind kind) {
    int broken = 0;
    for (long seed : new long[] {3, 7, 8, 10, 11, 14}) {
      EncodedNetwork network = SmallNetworks.random(seed, IMAGES, CLASSES, DISTANCES);
      double[] epsilons = {0.03, 0.05, 0.1, 0.3, 1};
      List<ExampleResult> results = evaluate(network, new EvaluationPlan(epsilons, kind, seed));
      for (int b = 0; b < EXAMPLES; b++) {
        for (int k = 0; k < epsilons.length - 1; k++) {
          if (status(results, b, k) == Status.ATTACKED) {
            assertThat(status(results, b, k + 1)).isEqualTo(Status.ATTACKED);
            broken++;
          }
        }
      }
    }
    assertThat(broken).isPositive();
  }

  private static Status status(List<ExampleResult> results, int example, int epsilon) {
    return results.get(example).outcomes().get(epsilon).status();
  }

  private static List<ExampleResult> evaluate(EncodedNetwork network, EvaluationPlan plan) {
    return new BlockEvaluation(network, plan, KERNELS, EXAMPLES)
        .evaluate(examples(network.encoding()));
  }

  /** Without labels, so that each is attacked as what it is classified as. */
  private static ExampleBlock examples(Encoding encoding) {
    if (encoding.isStoredAsBytes()) {
      return SmallNetworks.examples(3, EXAMPLES, INPUTS, ExampleBlock.NO_LABEL);
    }
    Random random = new Random(3);
    double[] values = new double[EXAMPLES * INPUTS];
    for (int i = 0; i < values.length; i++) {
      values[i] = encoding.toUser(i % INPUTS, random.nextGaussian());
    }
    return SmallNetworks.block(EXAMPLES, ExampleBlock.NO_LABEL, StoredValues.of(values, INPUTS));
  }

  /** The examples of that status at one of the epsilons, attacked within it. */
  private static AttackedExamples attacked(EncodedNetwork network, int epsilon, Status attacked) {
    ExampleBlock block = examples(network.encoding());
    List<ExampleResult> results =
        evaluate(network, new EvaluationPlan(EPSILONS, AttackKind.NONE, 1));
    boolean[] spared = new boolean[EXAMPLES];
    for (int b = 0; b < EXAMPLES; b++) {
      spared[b] = status(results, b, epsilon) != attacked;
    }
    return new AttackedExamples(
            network.encoding(),
            block.ids(),
            SmallNetworks.values(block, network.encoding()),
            results.stream().mapToInt(ExampleResult::target).toArray())
        .within(EPSILONS[epsilon], spared);
  }
}

package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ImageShape;
import org.linfnet.data.RandomStream;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.train.TrainedNetwork;

class AttackTest {

  private static final DistanceKernels KERNELS = new ScalarKernels();
  private static final int INPUTS = 9;
  private static final int EXAMPLES = 40;
  private static final double[] EPSILONS = {0.02, 0.1};

  static List<Attack> attacks() {
    RandomStream stream = new RandomStream(5);
    return List.of(
        ProjectedGradientDescent.asPublished(5),
        new ProjectedGradientDescent(
            "relaxed", AttackLoss.margin(), 20, 20, StepSize.decaying(1, 0.02), stream),
        new SquareAttack(new ImageShape(3, 3), 200, stream));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void breaksSomeOfTheExamplesThatAreNotCertified(Attack attack) {
    TrainedNetwork network = SmallNetworks.random(11, INPUTS, 2, 12, 3);
    List<ExampleResult> results = evaluate(network, AttackKind.NONE, 1);
    AttackedExamples examples = attacked(results, 0.1, Status.UNKNOWN);
    int before = examples.standing().length;
    attack.attack(new Scorer(network, KERNELS, EXAMPLES), examples);
    assertThat(examples.standing().length).isLessThan(before);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void breaksNoneOfTheExamplesThatAreCertified(Attack attack) {
    TrainedNetwork network = SmallNetworks.random(11, INPUTS, 2, 12, 3);
    List<ExampleResult> results = evaluate(network, AttackKind.NONE, 1);
    AttackedExamples examples = attacked(results, 0.02, Status.CERTIFIED);
    int before = examples.standing().length;
    attack.attack(new Scorer(network, KERNELS, EXAMPLES), examples);
    assertThat(examples.standing()).hasSize(before).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void strongBreaksWhateverPgdBreaksAtTheSameSeed(long seed) {
    TrainedNetwork network = SmallNetworks.random(seed, INPUTS, 2, 12, 3);
    List<ExampleResult> pgd = evaluate(network, AttackKind.PGD, seed);
    List<ExampleResult> strong = evaluate(network, AttackKind.STRONG, seed);
    for (int b = 0; b < EXAMPLES; b++) {
      for (int k = 0; k < EPSILONS.length; k++) {
        if (status(pgd, b, k) == Status.ATTACKED) {
          assertThat(status(strong, b, k)).isEqualTo(Status.ATTACKED);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whatStrongBreaksItBreaksInEveryLargerBall(long seed) {
    TrainedNetwork network = SmallNetworks.random(seed, INPUTS, 2, 12, 3);
    List<ExampleResult> strong = evaluate(network, AttackKind.STRONG, seed);
    for (int b = 0; b < EXAMPLES; b++) {
      if (status(strong, b, 0) == Status.ATTACKED) {
        assertThat(status(strong, b, 1)).isEqualTo(Status.ATTACKED);
      }
    }
  }

  private static Status status(List<ExampleResult> results, int example, int epsilon) {
    return results.get(example).outcomes().get(epsilon).status();
  }

  private static List<ExampleResult> evaluate(TrainedNetwork network, AttackKind kind, long seed) {
    EvaluationPlan plan = new EvaluationPlan(EPSILONS, kind, seed);
    return new BlockEvaluation(network, plan, KERNELS, EXAMPLES).evaluate(examples());
  }

  private static ExampleBlock examples() {
    return SmallNetworks.examples(3, EXAMPLES, INPUTS, 1);
  }

  /** The examples of that status, attacked within that radius. */
  private static AttackedExamples attacked(
      List<ExampleResult> results, double radius, Status attacked) {
    ExampleBlock block = examples();
    boolean[] spared = new boolean[EXAMPLES];
    int epsilon = radius == EPSILONS[0] ? 0 : 1;
    for (int b = 0; b < EXAMPLES; b++) {
      spared[b] = status(results, b, epsilon) != attacked;
    }
    return new AttackedExamples(
        block.ids(), Scorer.pixels(block.pixels()), block.labels(), spared, new PixelBall(radius));
  }
}

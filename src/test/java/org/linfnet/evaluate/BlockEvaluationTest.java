package org.linfnet.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.attack.AttackKind;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.attack.Counterexample;
import org.linfnet.certify.SmallNetworks;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Margin;

class BlockEvaluationTest {

  private static final Kernels KERNELS = Kernels.of(new ScalarKernels());
  private static final int EXAMPLES = 60;
  private static final int CLASSES = 3;
  private static final double[] EPSILONS = {0.01, 0.05, 0.2};
  private static final List<LayerDescription> DISTANCES =
      new DistanceNet(2, 12, "normal", "batch").layers();
  private static final EncodedNetwork GREY = SmallNetworks.random(11, 9, 2, 12, CLASSES);
  private static final EncodedNetwork COLOUR =
      SmallNetworks.random(1, SmallNetworks.images(new Shape(3, 2, 3)), CLASSES, DISTANCES);
  private static final EncodedNetwork PERCEPTRON =
      SmallNetworks.random(
          11,
          SmallNetworks.images(new Shape(1, 3, 3)),
          CLASSES,
          List.of(
              LayerDescription.of("affine", Map.of("outputs", "12")),
              LayerDescription.of("logistic"),
              LayerDescription.of("affine", Map.of("outputs", "3"))));

  /** Scales that lie far apart, so that no ball is near the box. */
  private static final double[] SCALES = {2, 0.01, 1, 300, 0.5, 8, 1e-3, 20, 4};

  private static final EncodedNetwork FEATURES =
      SmallNetworks.random(
          11,
          new FeatureEncoding(new double[] {5, -3, 0, 100, 1, 2, 0, -50, 7}, SCALES),
          CLASSES,
          DISTANCES);

  static List<EncodedNetwork> networks() {
    return List.of(GREY, COLOUR, PERCEPTRON, FEATURES);
  }

  private static List<ExampleResult> evaluate(
      EncodedNetwork network, AttackKind kind, ExampleBlock block) {
    EvaluationPlan plan = new EvaluationPlan(EPSILONS, kind, 1);
    return new BlockEvaluation(network, plan, KERNELS, block.size()).evaluate(block);
  }

  private static List<ExampleResult> results(EncodedNetwork network) {
    return evaluate(network, AttackKind.PGD, examples(network, 1));
  }

  private static ExampleBlock examples(EncodedNetwork network, int label) {
    int inputs = network.encoding().shape().size();
    if (network.encoding().isStoredAsBytes()) {
      return SmallNetworks.examples(3, EXAMPLES, inputs, label);
    }
    Random random = new Random(3);
    double[] values = new double[EXAMPLES * inputs];
    for (int i = 0; i < values.length; i++) {
      values[i] = network.encoding().toUser(i % inputs, random.nextGaussian());
    }
    return SmallNetworks.block(EXAMPLES, label, StoredValues.of(values, inputs));
  }

  /** Examples that are all classified as their labels say. */
  private static ExampleBlock rightlyLabelled(EncodedNetwork network) {
    ExampleBlock block = examples(network, ExampleBlock.NO_LABEL);
    int[] predictions =
        evaluate(network, AttackKind.NONE, block).stream()
            .mapToInt(ExampleResult::prediction)
            .toArray();
    return new ExampleBlock(block.ids(), predictions, block.weights(), block.values());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyStatusComesUp(EncodedNetwork network) {
    assertThat(results(network))
        .flatExtracting(ExampleResult::outcomes)
        .extracting(ExampleResult.Outcome::status)
        .contains(Status.values());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void certifiedMeansThatTheCertifiedRadiusReachesEpsilon(EncodedNetwork network) {
    for (ExampleResult result : results(network)) {
      for (ExampleResult.Outcome outcome : result.outcomes()) {
        assertThat(outcome.status() == Status.CERTIFIED)
            .isEqualTo(result.certifiedRadius() >= outcome.epsilon());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theMarginCertifiesNoMoreThanTheCertifiedRadius(EncodedNetwork network) {
    assertThat(results(network))
        .allMatch(result -> result.marginRadius() <= result.certifiedRadius());
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aWrongPredictionHasRadiusZero(EncodedNetwork network) {
    assertThat(results(network))
        .filteredOn(result -> result.prediction() != result.label())
        .isNotEmpty()
        .allMatch(result -> result.certifiedRadius() == 0 && result.margin() <= 0);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aCounterexampleIsInTheBallAndClassifiedOtherwise(EncodedNetwork network) {
    int inputs = network.encoding().shape().size();
    double[] halfWidths = network.encoding().halfWidths();
    ExampleBlock block = examples(network, 1);
    double[] values = SmallNetworks.values(block, network.encoding());
    AttackedNetwork scored = new AttackedNetwork(network, KERNELS, 1);
    int seen = 0;
    for (ExampleResult result : evaluate(network, AttackKind.PGD, block)) {
      for (ExampleResult.Outcome outcome : result.outcomes()) {
        Counterexample found = outcome.counterexample();
        assertThat(found != null).isEqualTo(outcome.status() == Status.ATTACKED);
        if (found != null) {
          assertThat(Margin.prediction(scored.logits(found.values(), 1), 0, CLASSES))
              .isEqualTo(found.prediction())
              .isNotEqualTo(result.label());
          double distance = 0;
          for (int i = 0; i < inputs; i++) {
            double moved = found.values()[i] - values[(int) result.id() * inputs + i];
            assertThat(Math.abs(moved)).isLessThanOrEqualTo(outcome.epsilon() * halfWidths[i]);
            distance = Math.max(distance, Math.abs(moved) / halfWidths[i]);
          }
          assertThat(found.distance())
              .isEqualTo(Math.min(distance, outcome.epsilon()))
              .isCloseTo(distance, within(1e-15));
          seen++;
        }
      }
    }
    assertThat(seen).isPositive();
  }

  @Test
  void theDistanceOfAnImageIsExact() {
    double[] pixels = SmallNetworks.values(examples(GREY, 1), GREY.encoding());
    int seen = 0;
    for (ExampleResult result : results(GREY)) {
      for (ExampleResult.Outcome outcome : result.outcomes()) {
        if (outcome.counterexample() != null) {
          double[] point = outcome.counterexample().values();
          double distance = 0;
          for (int i = 0; i < 9; i++) {
            assertThat(point[i]).isBetween(0.0, 1.0).isEqualTo((float) point[i]);
            distance = Math.max(distance, Math.abs(point[i] - pixels[(int) result.id() * 9 + i]));
          }
          assertThat(outcome.counterexample().distance()).isEqualTo(distance);
          seen++;
        }
      }
    }
    assertThat(seen).isPositive();
  }

  @Test
  void pointsOfAFeatureBoxReachBeyondTheBallOfTheSameRadius() {
    double[] values = SmallNetworks.values(examples(FEATURES, 1), FEATURES.encoding());
    int beyond = 0;
    int seen = 0;
    for (ExampleResult result : results(FEATURES)) {
      for (ExampleResult.Outcome outcome : result.outcomes()) {
        if (outcome.counterexample() != null) {
          double[] point = outcome.counterexample().values();
          double largest = 0;
          for (int i = 0; i < SCALES.length; i++) {
            double moved = Math.abs(point[i] - values[(int) result.id() * SCALES.length + i]);
            assertThat(moved).isLessThanOrEqualTo(outcome.epsilon() * SCALES[i]);
            largest = Math.max(largest, moved);
          }
          beyond += largest > outcome.epsilon() ? 1 : 0;
          seen++;
        }
      }
    }
    assertThat(beyond).isEqualTo(seen).isPositive();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void strongAttacksBreakNoneOfTheCertified(EncodedNetwork network) {
    CertifiedExamples examples = new CertifiedExamples(network, rightlyLabelled(network));
    for (double epsilon : new double[] {0.01, 0.02}) {
      CertifiedExamples.Survival survival = examples.attack(AttackKind.STRONG, epsilon);
      assertThat(survival.attacked()).isPositive();
      assertThat(survival.broken()).as("broken at %s", epsilon).isEmpty();
    }
  }

  @Test
  void noMeanOfNetworksIsBrokenWhereItIsCertified() {
    EncodedNetwork mean =
        SmallNetworks.mean(3, SmallNetworks.images(new Shape(1, 3, 3)), CLASSES, DISTANCES);
    CertifiedExamples examples = new CertifiedExamples(mean, rightlyLabelled(mean));
    CertifiedExamples.Survival attacked = examples.attack(AttackKind.STRONG, 0.01);
    CertifiedExamples.Survival nudged = examples.searchLastBits(3, 1_000);
    assertThat(attacked.attacked()).isPositive();
    assertThat(attacked.broken()).isEmpty();
    assertThat(nudged.attacked()).isPositive();
    assertThat(nudged.broken()).as("broken at the certified radius").isEmpty();
  }

  @Test
  void noColourImageIsBrokenByItsLastBits() {
    CertifiedExamples examples = new CertifiedExamples(COLOUR, rightlyLabelled(COLOUR));
    CertifiedExamples.Survival nudged = examples.searchLastBits(20, 1_000);
    assertThat(nudged.attacked()).isEqualTo(20);
    assertThat(nudged.broken()).as("broken at the certified radius").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void certifiedIsAtMostStrongIsAtMostPgdIsAtMostClean(EncodedNetwork network) {
    ExampleBlock block = examples(network, 1);
    List<ExampleResult> pgd = evaluate(network, AttackKind.PGD, block);
    List<ExampleResult> strong = evaluate(network, AttackKind.STRONG, block);
    for (int k = 0; k < EPSILONS.length; k++) {
      long clean = pgd.stream().filter(result -> result.prediction() == result.label()).count();
      long afterPgd = standing(pgd, k);
      long afterStrong = standing(strong, k);
      long certified = count(strong, k, Status.CERTIFIED);
      assertThat(certified).isEqualTo(count(pgd, k, Status.CERTIFIED));
      assertThat(afterStrong).isBetween(certified, afterPgd);
      assertThat(afterPgd).isLessThanOrEqualTo(clean);
    }
    assertThat(count(strong, 0, Status.CERTIFIED)).isPositive();
    assertThat(count(strong, 2, Status.ATTACKED)).isPositive();
  }

  private static long standing(List<ExampleResult> results, int epsilon) {
    return count(results, epsilon, Status.CERTIFIED) + count(results, epsilon, Status.UNKNOWN);
  }

  private static long count(List<ExampleResult> results, int epsilon, Status status) {
    return results.stream()
        .filter(result -> result.outcomes().get(epsilon).status() == status)
        .count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 59})
  void aResultDoesNotDependOnTheExamplesBesideIt(int first) {
    for (EncodedNetwork network : networks()) {
      ExampleBlock cut = examples(network, 1).deal(2, id -> id < first ? 0 : 1).get(1);
      assertThat(evaluate(network, AttackKind.PGD, cut))
          .usingRecursiveComparison()
          .isEqualTo(results(network).subList(first, EXAMPLES));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void withoutALabelThePredictionIsCertified(EncodedNetwork network) {
    assertThat(evaluate(network, AttackKind.PGD, examples(network, ExampleBlock.NO_LABEL)))
        .flatExtracting(ExampleResult::outcomes)
        .extracting(ExampleResult.Outcome::status)
        .contains(Status.CERTIFIED)
        .doesNotContain(Status.MISCLASSIFIED);
  }
}

package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.data.ExampleBlock;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.network.Margin;
import org.linfnet.train.TrainedNetwork;

class BlockEvaluationTest {

  private static final int EXAMPLES = 60;
  private static final TrainedNetwork NETWORK = SmallNetworks.random(11, 9, 2, 12, 3);
  private static final EvaluationPlan PLAN =
      new EvaluationPlan(new double[] {0.01, 0.05, 0.2}, AttackKind.PGD, 1);

  private static List<ExampleResult> evaluate(ExampleBlock block) {
    return new BlockEvaluation(NETWORK, PLAN, new ScalarKernels(), block.size()).evaluate(block);
  }

  private static List<ExampleResult> results() {
    return evaluate(SmallNetworks.examples(3, EXAMPLES, 9, 1));
  }

  @Test
  void everyStatusComesUp() {
    assertThat(results())
        .flatExtracting(ExampleResult::outcomes)
        .extracting(ExampleResult.Outcome::status)
        .contains(Status.values());
  }

  @Test
  void certifiedMeansThatTheCertifiedRadiusReachesEpsilon() {
    for (ExampleResult result : results()) {
      for (ExampleResult.Outcome outcome : result.outcomes()) {
        assertThat(outcome.status() == Status.CERTIFIED)
            .isEqualTo(result.certifiedRadius() >= outcome.epsilon());
      }
    }
  }

  @Test
  void theMarginCertifiesNoMoreThanTheCertifiedRadius() {
    assertThat(results()).allMatch(result -> result.marginRadius() <= result.certifiedRadius());
  }

  @Test
  void aWrongPredictionHasRadiusZero() {
    assertThat(results())
        .filteredOn(result -> result.prediction() != result.label())
        .isNotEmpty()
        .allMatch(result -> result.certifiedRadius() == 0 && result.margin() <= 0);
  }

  @Test
  void aCounterexampleIsInTheBallAndClassifiedOtherwise() {
    ExampleBlock block = SmallNetworks.examples(3, EXAMPLES, 9, 1);
    float[] pixels = Scorer.pixels(block.pixels());
    Scorer scorer = new Scorer(NETWORK, new ScalarKernels(), 1);
    for (ExampleResult result : evaluate(block)) {
      for (ExampleResult.Outcome outcome : result.outcomes()) {
        Counterexample found = outcome.counterexample();
        if (found != null) {
          assertThat(Margin.prediction(scorer.logits(found.pixels(), 1), 0, 3))
              .isEqualTo(found.prediction())
              .isNotEqualTo(result.label());
          double distance = 0;
          for (int i = 0; i < 9; i++) {
            double moved = (double) found.pixels()[i] - pixels[(int) result.id() * 9 + i];
            distance = Math.max(distance, Math.abs(moved));
          }
          assertThat(found.distance()).isEqualTo(distance).isLessThanOrEqualTo(outcome.epsilon());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 59})
  void aResultDoesNotDependOnTheExamplesBesideIt(int first) {
    ExampleBlock whole = SmallNetworks.examples(3, EXAMPLES, 9, 1);
    List<ExampleResult> cut =
        evaluate(
            new ExampleBlock(
                java.util.Arrays.copyOfRange(whole.ids(), first, EXAMPLES),
                java.util.Arrays.copyOfRange(whole.labels(), first, EXAMPLES),
                java.util.Arrays.copyOfRange(whole.pixels(), first * 9, EXAMPLES * 9),
                9));
    assertThat(cut).usingRecursiveComparison().isEqualTo(results().subList(first, EXAMPLES));
  }

  @Test
  void withoutALabelThePredictionIsCertified() {
    ExampleBlock unlabelled = SmallNetworks.examples(3, EXAMPLES, 9, ExampleBlock.NO_LABEL);
    assertThat(evaluate(unlabelled))
        .flatExtracting(ExampleResult::outcomes)
        .extracting(ExampleResult.Outcome::status)
        .contains(Status.CERTIFIED)
        .doesNotContain(Status.MISCLASSIFIED);
  }
}

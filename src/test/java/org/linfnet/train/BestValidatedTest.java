package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.linfnet.layer.Shape;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;

class BestValidatedTest {

  private static final int EXAMPLES = 100;
  private static final int PATIENCE = 3;
  private static final float LARGEST_P = 30;
  private static final Recipe RECIPE =
      RecipeFile.parse(
          "test",
          "epochs = 50, p { start = 6, end = 30, rises-from = 0, rises-until = 2 }",
          List.of());

  private final NetworkState trained =
      new NetworkState(
          new Network(Shape.vector(2), 2, new DistanceNet(0, 1, "normal", "batch").layers()),
          new float[6]);
  private final NetworkSelection.Choice choice = new BestValidated(PATIENCE).choice(RECIPE);
  private int epochs;

  @Test
  void theEpochThatCertifiesMostIsChosen() {
    epoch(LARGEST_P, 80, 30);
    epoch(LARGEST_P, 70, 50);
    epoch(LARGEST_P, 90, 40);
    assertThat(chosenEpoch()).isEqualTo(2);
  }

  @Test
  void cleanAccuracyDecidesBetweenEpochsThatCertifyAlike() {
    epoch(LARGEST_P, 70, 50);
    epoch(LARGEST_P, 72, 50);
    epoch(LARGEST_P, 71, 50);
    assertThat(chosenEpoch()).isEqualTo(2);
  }

  @Test
  void theFirstOfEpochsThatAreAlikeIsChosen() {
    epoch(LARGEST_P, 70, 50);
    epoch(LARGEST_P, 70, 50);
    assertThat(chosenEpoch()).isEqualTo(1);
  }

  @Test
  void epochsBeforePIsLargestDoNotCount() {
    epoch(6, 99, 99);
    epoch(29, 98, 98);
    epoch(LARGEST_P, 70, 10);
    epoch(LARGEST_P, 70, 5);
    assertThat(chosenEpoch()).isEqualTo(3);
  }

  @Test
  void whereNoEpochCountsTheLastNetworkIsChosen() {
    epoch(6, 99, 99);
    epoch(29, 98, 98);
    assertThat(chosenEpoch()).isEqualTo(2);
  }

  @Test
  void epochsWithoutValidationDoNotCount() {
    epochEnded(LARGEST_P, Optional.empty());
    epochEnded(LARGEST_P, Optional.empty());
    assertThat(chosenEpoch()).isEqualTo(2);
    assertThat(choice.isMade()).isFalse();
  }

  @Test
  void theRunEndsWhenPatienceIsOver() {
    epoch(LARGEST_P, 80, 50);
    epoch(LARGEST_P, 80, 40);
    epoch(LARGEST_P, 80, 40);
    assertThat(choice.isMade()).isFalse();
    epoch(LARGEST_P, 80, 40);
    assertThat(choice.isMade()).isTrue();
  }

  @Test
  void aBetterEpochStartsPatienceAnew() {
    epoch(LARGEST_P, 80, 50);
    epoch(LARGEST_P, 80, 40);
    epoch(LARGEST_P, 80, 40);
    epoch(LARGEST_P, 80, 60);
    epoch(LARGEST_P, 80, 40);
    epoch(LARGEST_P, 80, 40);
    assertThat(choice.isMade()).isFalse();
    epoch(LARGEST_P, 80, 40);
    assertThat(choice.isMade()).isTrue();
    assertThat(chosenEpoch()).isEqualTo(4);
  }

  @Test
  void patienceDoesNotRunOutWhileEpochsDoNotCount() {
    for (int i = 0; i <= 2 * PATIENCE; i++) {
      epoch(6, 99, 99);
    }
    assertThat(choice.isMade()).isFalse();
  }

  @Test
  void aRunThatEndsAtInfinityCountsTheEpochsThere() {
    Recipe recipe =
        RecipeFile.parse(
            "test",
            "epochs = 50, p { end = 30, rises-from = 0, rises-until = 2, infinite-from = 9 }",
            List.of());
    NetworkSelection.Choice atInfinity = new BestValidated(PATIENCE).choice(recipe);
    trained.numbers()[0] = 1;
    atInfinity.epochEnded(record(LARGEST_P, score(99, 99)), trained);
    trained.numbers()[0] = 2;
    atInfinity.epochEnded(record(Float.POSITIVE_INFINITY, score(50, 10)), trained);
    trained.numbers()[0] = 3;
    assertThat(atInfinity.chosen(trained).numbers()[0]).isEqualTo(2);
  }

  private void epoch(float p, int correct, int certified) {
    epochEnded(p, score(correct, certified));
  }

  private static Optional<ValidationScore> score(int correct, int certified) {
    return Optional.of(new ValidationScore(EXAMPLES, correct, certified));
  }

  /** An epoch leaves its number in the arrays of the network, which are the same in all epochs. */
  private void epochEnded(float p, Optional<ValidationScore> score) {
    epochs++;
    trained.numbers()[0] = epochs;
    choice.epochEnded(record(p, score), trained);
  }

  private EpochRecord record(float p, Optional<ValidationScore> score) {
    return new EpochRecord(epochs, p, 0.03, 1, 0.5, score, 1);
  }

  private int chosenEpoch() {
    return (int) choice.chosen(trained).numbers()[0];
  }
}

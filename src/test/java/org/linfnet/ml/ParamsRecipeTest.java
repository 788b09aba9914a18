package org.linfnet.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;

class ParamsRecipeTest {

  @ParameterizedTest
  @CsvSource({"0, 32", "2000, 32", "6400, 100", "20000, 312", "1000000, 1024", "3000000000, 1024"})
  void theBatchFollowsFromTheRows(long rows, int batch) {
    assertThat(ParamsRecipe.of(new LinfDistClassifier(), () -> rows).batch()).isEqualTo(batch);
  }

  @Test
  void aParamOutOfTheRangeOfRecipesIsNamedAsTheUserNamesIt() {
    assertThatThrownBy(
            () -> ParamsRecipe.of(new LinfDistClassifier().setMaxIter(2_000_000), () -> 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("maxIter is 2000000: it must be a whole number from 1 to 1000000");
    assertThatThrownBy(() -> ParamsRecipe.of(new LinfDistClassifier().setStepSize(5000), () -> 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("stepSize is 5000.0: it must be a number above 0 to 1000");
  }

  @Test
  void theRecipeTellsTheBatchThatFollowed() {
    assertThat(ParamsRecipe.of(new LinfDistClassifier(), () -> 6400).entries())
        .containsEntry("batch", "100");
  }

  @Test
  void rowsAreNotCountedWhereABatchIsSet() {
    LinfDistClassifier classifier = new LinfDistClassifier().setBatchSize(7);

    assertThat(
            ParamsRecipe.of(
                    classifier,
                    () -> {
                      throw new AssertionError("counted");
                    })
                .batch())
        .isEqualTo(7);
  }

  @Test
  void aMethodHasDefaultsOfItsOwnForParamsThatAreNotSet() {
    LinfDistClassifier bounds = new LinfDistClassifier().setMethod("ibp").setEpsilon(0.2);
    assertThat(ParamsRecipe.of(bounds, () -> 1).entries())
        .containsEntry("learning-rate.start", "0.002")
        .containsEntry("objective", "interval-bounds")
        .containsEntry("bounds.epsilon", "0.2");
    assertThat(ParamsRecipe.of(bounds.setStepSize(0.25), () -> 1).entries())
        .containsEntry("learning-rate.start", "0.25");
    assertThat(ParamsRecipe.of(new LinfDistClassifier(), () -> 1).entries())
        .containsEntry("learning-rate.start", "0.03");
  }

  @Test
  void aModelOfARecipeHasItsValuesAsParams() {
    LinfDistClassifier params = new LinfDistClassifier();
    RecipeParams.set(params, Map.of("epochs", "7", "margin", "8/255", "seed", "-3", "width", "9"));

    assertThat(params.getMaxIter()).isEqualTo(7);
    assertThat(params.getMargin()).isEqualTo(8 / 255.0);
    assertThat(params.getSeed()).isEqualTo(-3);
    assertThat(params.getWidth()).isEqualTo(9);
  }
}

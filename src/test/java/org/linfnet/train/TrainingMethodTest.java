package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.Network;

class TrainingMethodTest {

  private static Recipe recipe(String text) {
    return RecipeFile.parse("a.conf", text, List.of());
  }

  @Test
  void recipesKnowEveryMethod() {
    assertThat(RecipeKey.METHOD.range().names())
        .containsExactlyElementsOf(
            Arrays.stream(TrainingMethod.values()).map(TrainingMethod::label).toList());
  }

  @ParameterizedTest
  @EnumSource
  void theNetworkHasTheHiddenLayersOfItsRecipe(TrainingMethod method) {
    Recipe recipe =
        recipe("method = %s, network { hidden-layers = 2, width = 6 }".formatted(method.label()));
    Network network = new Network(Shape.vector(5), 3, recipe.layers());
    assertThat(network.layers())
        .filteredOn(layer -> layer.outputs().size() == 6)
        .hasSizeGreaterThanOrEqualTo(4);
    assertThat(network.isNonexpansive())
        .isEqualTo(method == TrainingMethod.DISTANCE || method == TrainingMethod.GROUP_SORT);
  }

  @ParameterizedTest
  @CsvSource({"distance, 0.03, false", "head, 0.03, true", "ibp, 0.002, true", "cap, 0.001, true"})
  void aMethodHasItsOwnDefaults(String method, double rate, boolean bounds) {
    Recipe recipe = recipe("epsilon = 0.25, method = " + method);
    assertThat(recipe.learningRate().at(0)).isEqualTo(rate);
    assertThat(recipe.objective().usesBounds()).isEqualTo(bounds);
    assertThat(recipe.objective().epsilon()).isEqualTo(bounds ? 0.25 : 0);
  }

  @Test
  void whatARecipeSaysCountsMoreThanTheMethod() {
    Recipe recipe = recipe("method = natural, learning-rate.start = 0.5, objective = margin");
    assertThat(recipe.learningRate().at(0)).isEqualTo(0.5);
    assertThat(recipe.objective()).isInstanceOf(LossSchedule.class);
  }

  @Test
  void aListOfLayersTakesThePlaceOfTheMethodsNetwork() {
    Recipe recipe = recipe("method = ibp, network.layers = [affine]");
    assertThat(recipe.layers()).containsExactly(LayerDescription.of("affine"));
    assertThat(recipe.entries()).containsEntry("method", "ibp");
    assertThat(recipe("network.layers = [affine]").entries()).doesNotContainKey("method");
  }
}

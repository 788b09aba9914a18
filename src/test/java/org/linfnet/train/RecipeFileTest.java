package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.input.Augmentation;
import org.linfnet.input.CropBorder;
import org.linfnet.layer.LayerDescription;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.HiddenBounds;
import org.linfnet.train.BoundsSchedule.Change;
import org.linfnet.train.LossSchedule.MarginLoss;

class RecipeFileTest {

  @Test
  void whatIsNotSaidIsTheDefault() {
    Recipe recipe = RecipeFile.parse("a.conf", "network.width = 64", List.of());
    assertThat(recipe.layers()).isEqualTo(new DistanceNet(3, 64, "identity", "batch").layers());
    assertThat(recipe.p()).isEqualTo(new PSchedule.Linear(6, 100, 3, 16));
  }

  @Test
  void settingsOverrideTheText() {
    Recipe recipe =
        RecipeFile.parse("a.conf", "epochs = 30, seed = 2", List.of("seed=9", "p.end=50"));
    assertThat(recipe.seed()).isEqualTo(9);
    assertThat(recipe.epochs()).isEqualTo(30);
    assertThat(recipe.entries()).containsEntry("p.end", "50");
  }

  @Test
  void cropsAndMirrorsAreTheAugmentation() {
    Recipe recipe =
        RecipeFile.parse(
            "a.conf",
            "crop-padding = 3, crop-border = edge, crop-chance = 0.25, mirror-chance = 1/2",
            List.of());
    assertThat(recipe.augmentation()).isEqualTo(new Augmentation(3, CropBorder.EDGE, 0.25, 0.5));
  }

  @Test
  void anUnknownKeyIsNamedWithTheFileAndTheKeysThatThereAre() {
    mistake("epoch = 3", List.of())
        .hasMessageContaining("a.conf")
        .hasMessageContaining("no recipe key epoch")
        .hasMessageContaining("epochs");
  }

  @Test
  void aValueOutOfRangeIsNamedWithItsRange() {
    mistake("epochs = 20\nbatch = 0", List.of())
        .hasMessageContaining("a.conf: 2")
        .hasMessageContaining("batch is 0")
        .hasMessageContaining("[1, ");
  }

  @Test
  void aWordThatIsNoChoiceIsNamedWithTheChoices() {
    mistake("", List.of("p.rise=quadratic")).hasMessageContaining("exponential or linear");
  }

  @Test
  void aWordForANumberIsNamed() {
    mistake("batch = many", List.of()).hasMessageContaining("batch");
  }

  @Test
  void aSettingWithoutAValueIsNamed() {
    mistake("", List.of("batch")).hasMessageContaining("--set key=value");
  }

  @Test
  void textThatIsNoHoconIsNamed() {
    mistake("network {", List.of()).hasMessageContaining("a.conf");
  }

  @ParameterizedTest
  @CsvSource({"3, 2, 900, false", "3, 3, 0, true", "2 epochs, 4, 0, true", "1 epoch, 1, 0, true"})
  void checkpointsComeAfterSoManyEpochs(String every, int epochs, int seconds, boolean due) {
    assertThat(checkpointEvery(every).isDue(epochs, Duration.ofSeconds(seconds))).isEqualTo(due);
  }

  @ParameterizedTest
  @CsvSource({"5 minutes, 299, false", "5 minutes, 300, true", "1 minute, 61, true"})
  void checkpointsComeAfterSoManyMinutes(String every, int seconds, boolean due) {
    assertThat(checkpointEvery(every).isDue(1, Duration.ofSeconds(seconds))).isEqualTo(due);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "5 hours", "minutes", "1.5"})
  void anotherIntervalOfCheckpointsIsNamed(String every) {
    mistake("checkpoint.every = \"" + every + "\"", List.of())
        .hasMessageContaining("a.conf")
        .hasMessageContaining("checkpoint.every is " + every)
        .hasMessageContaining("5 minutes");
  }

  private static CheckpointInterval checkpointEvery(String every) {
    return RecipeFile.parse("a.conf", "checkpoint.every = " + every, List.of()).checkpointEvery();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "epochs = 2.5",
        "network.width = 64.5",
        "batch = 100.5",
        "shards = x",
        "seed = 1.5",
        "seed = 9223372036854775808"
      })
  void aNumberThatIsNotWholeIsNamed(String setting) {
    String key = setting.substring(0, setting.indexOf(' '));
    mistake(setting, List.of())
        .hasMessageContaining("a.conf")
        .hasMessageContaining(key + " is " + setting.substring(setting.lastIndexOf(' ') + 1))
        .hasMessageContaining("it must be a whole number");
  }

  @Test
  void aWholeNumberMayBeWrittenWithAPoint() {
    assertThat(RecipeFile.parse("a.conf", "epochs = 20.0", List.of()).epochs()).isEqualTo(20);
  }

  @Test
  void pMayNotFall() {
    mistake("p { start = 50, end = 6 }", List.of()).hasMessageContaining("p.end");
  }

  static Stream<Path> shipped() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("conf", "recipes"))) {
      return files.toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void theRecipesThatAreShippedCanBeRead(Path file) throws IOException {
    Recipe recipe = RecipeFile.parse(file.toString(), Files.readString(file), List.of());
    assertThat(recipe.epochs()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void theEpochsOfAShippedRecipeCanBeChangedAlone(Path file) throws IOException {
    Recipe recipe =
        RecipeFile.parse(file.toString(), Files.readString(file), List.of("epochs = 2"));
    assertThat(recipe.p().at(0)).isLessThan(recipe.p().at(2));
    assertThat(recipe.learningRate().at(0)).isGreaterThan(recipe.learningRate().at(2));
  }

  @ParameterizedTest
  @CsvSource({
    "15 %, 80 %, 20, 3, 16",
    "15%, 80%, 20, 3, 16",
    "3.125 %, 93.75 %, 16, 0.5, 15",
    "0.5 of 24, 23 of 24, 24, 0.5, 23",
    "0.5 of 42, 41 of 42, 42, 0.5, 41",
    "1 of 42, 41 of 42, 84, 2, 82",
    "100/3 %, 2 of 3, 9, 3, 6",
    "2, 50 %, 10, 2, 5"
  })
  void aScheduleIsWrittenInEpochsOrInSharesOfTheRun(
      String from, String until, int epochs, double fromEpoch, double untilEpoch) {
    Recipe recipe =
        RecipeFile.parse(
            "a.conf",
            "epochs = %d, p { rises-from = %s, rises-until = %s }".formatted(epochs, from, until),
            List.of());
    assertThat(recipe.p()).isEqualTo(new PSchedule.Linear(6, 100, fromEpoch, untilEpoch));
  }

  @Test
  void everyScheduleThatIsBeyondTheRunIsNamedInOneLine() {
    mistake(
            "epochs = 20, p { rises-from = 3, rises-until = 16 }, learning-rate.falls-from = 15",
            List.of("epochs=2"))
        .hasMessage(
            "--set epochs=2: 1: epochs is 2, but p.rises-from is 3 and p.rises-until is 16 and"
                + " learning-rate.falls-from is 15: set them within the run, or write them as"
                + " shares of it, such as 95 %");
  }

  @ParameterizedTest
  @ValueSource(strings = {"120 %", "-5 %", "x %", "5 of", "5 of 0", "half", "30 of 20"})
  void aMomentThatIsNoneIsNamed(String until) {
    mistake("p.rises-until = \"" + until + "\"", List.of())
        .hasMessageContaining("p.rises-until is " + until);
  }

  @Test
  void pMayNotHaveRisenBeforeItRises() {
    mistake("p { rises-from = 50 %, rises-until = 5 }", List.of())
        .hasMessageContaining("p.rises-until is 5, which is before p.rises-from, 50 %");
  }

  @Test
  void numbersMayBeFractions() {
    Recipe recipe =
        RecipeFile.parse("a.conf", "epsilon = 8/255", List.of("margin=24/255", "p.end = 200/2"));
    assertThat(recipe.epsilon()).isEqualTo(8f / 255);
    assertThat(recipe.margin()).isEqualTo(24f / 255);
    assertThat(recipe.entries()).containsEntry("epsilon", "8/255");
    mistake("epsilon = 8/0", List.of()).hasMessageContaining("a.conf: 1: epsilon is 8/0");
  }

  @Test
  void theOptionsOfTheLossAreRead() {
    Recipe recipe =
        RecipeFile.parse(
            "a.conf",
            "loss { margin = clipped-hinge, cross-entropy { start = 0.05, end = 0.001 } }",
            List.of("mean-shift = running", "refit-means = yes", "p.infinite-from = 18"));
    assertThat(recipe.objective())
        .isEqualTo(new LossSchedule(MarginLoss.CLIPPED_HINGE, 0.05, 0.001, 5, 3, 16));
    assertThat(recipe.layers()).isEqualTo(new DistanceNet(3, 256, "identity", "running").layers());
    assertThat(recipe.refitMeans()).isTrue();
    assertThat(recipe.p().at(18)).isEqualTo(Float.POSITIVE_INFINITY);
  }

  @Test
  void anObjectiveOnBoundsIsRead() {
    Recipe recipe =
        RecipeFile.parse(
            "a.conf",
            "objective = interval-bounds, bounds { epsilon = 0.2, kappa = 0, rises-until = 7 }",
            List.of());
    assertThat(recipe.objective())
        .isEqualTo(
            new BoundsSchedule(
                new Change(0, 0.2),
                new Change(1, 0),
                Change.none(0),
                HiddenBounds.INTERVALS,
                1,
                7));
    assertThat(RecipeFile.parse("a.conf", "objective = linear-bounds", List.of()).objective())
        .isEqualTo(
            new BoundsSchedule(
                new Change(0, 0.3),
                new Change(1, 0.5),
                new Change(1, 0),
                HiddenBounds.INTERVALS,
                1,
                12));
    assertThat(
            ((BoundsSchedule)
                    RecipeFile.parse(
                            "a.conf", "objective = linear-bounds, bounds.beta = 0.75", List.of())
                        .objective())
                .lines())
        .isEqualTo(new Change(1, 0.75));
    assertThat(RecipeFile.parse("b.conf", "objective = cross-entropy", List.of()).objective())
        .isEqualTo(BoundsSchedule.NONE);
  }

  @Test
  void anObjectiveOnDualBoundsIsRead() {
    String recipe =
        "objective = dual-bounds, epsilon = 0.1, bounds { kappa = 0, start = 0.01, rises-until = 4 }";
    assertThat(RecipeFile.parse("a.conf", recipe, List.of()).objective())
        .isEqualTo(dualBounds(HiddenBounds.LINES));
    assertThat(RecipeFile.parse("a.conf", recipe, List.of("bounds.projections = 50")).objective())
        .isEqualTo(dualBounds(HiddenBounds.projected(50)));
  }

  private static BoundsSchedule dualBounds(HiddenBounds hidden) {
    return new BoundsSchedule(new Change(0.01, 0.1), Change.none(0), Change.none(1), hidden, 1, 4);
  }

  @Test
  void aRadiusThatWouldFallIsRefused() {
    mistake("epsilon = 0.1, bounds.start = 0.2", List.of())
        .hasMessageContaining("bounds.start is 0.2; it must lie in [0, 0.1]");
  }

  /** The names that the reference lists, for a person to choose from. */
  static Stream<Arguments> keysAndNames() {
    return Arrays.stream(RecipeKey.values())
        .flatMap(key -> key.range().names().stream().map(name -> Arguments.of(key, name)));
  }

  @ParameterizedTest
  @MethodSource("keysAndNames")
  void everyNameOfARangeIsRead(RecipeKey key, String name) {
    Recipe recipe = RecipeFile.parse("a.conf", "", List.of(key.key() + " = " + name));
    assertThat(recipe.entries()).containsEntry(key.key(), name);
  }

  @ParameterizedTest
  @MethodSource("keysAndNames")
  void everyNameThatIsReadIsOneOfTheRange(RecipeKey key, String name) {
    mistake("", List.of(key.key() + " = not-" + name))
        .hasMessageEndingWith(
            "is not-%s; it may be %s",
            name, String.join(" or ", new TreeSet<>(key.range().names())));
  }

  @Test
  void anUnknownObjectiveIsRefused() {
    mistake("objective = margins", List.of())
        .hasMessageContaining(
            "objective is margins; it may be cross-entropy or dual-bounds or interval-bounds or linear-bounds or"
                + " margin");
  }

  @Test
  void aListOfLayersReplacesTheDistanceNet() {
    Recipe recipe =
        RecipeFile.parse(
            "a.conf",
            "network.layers = [{kind = distance, outputs = 8}, mean-shift, distance,"
                + " prototype-logits]",
            List.of());
    assertThat(recipe.layers())
        .containsExactly(
            LayerDescription.of("distance", Map.of("outputs", "8")),
            LayerDescription.of("mean-shift"),
            LayerDescription.of("distance"),
            LayerDescription.of("prototype-logits"));
    assertThat(recipe.entries()).containsKey("network.layers").doesNotContainKey("network.width");
  }

  @Test
  void aListOfLayersBesideAWidthIsRefused() {
    mistake("network { width = 64, layers = [affine] }", List.of())
        .hasMessageContaining("a.conf: 1")
        .hasMessageContaining("network.width describes hidden layers");
  }

  @Test
  void anUnknownKindOfLayerIsNamedWithItsPlace() {
    mistake("network.layers = [affine, afine]", List.of())
        .hasMessageContaining("a.conf: 1: layer 2")
        .hasMessageContaining("afine");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void theEntriesOfARecipeAreThatRecipe(Path file) throws IOException {
    Recipe recipe = RecipeFile.parse(file.toString(), Files.readString(file), List.of());

    assertThat(readBack(recipe)).isEqualTo(recipe);
    assertThat(recipe.entries().values())
        .as("values that need no quotes have none")
        .noneMatch(value -> value.startsWith("\"") && !value.equals("\"\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = b",
        "x # y",
        "x // y",
        "a,b",
        " a ",
        "a:b",
        "null",
        "${epsilon}",
        "{include file(x)}",
        "[1]",
        "it's \\ \"quoted\"",
        "two\nlines",
        "\u00e9t\u00e9"
      })
  void theEntriesHoldAFreeTextWhole(String text) {
    String quoted = ConfigValueFactory.fromAnyRef(text).render();
    Recipe recipe = RecipeFile.parse("a.conf", "", List.of("data-set = " + quoted));

    assertThat(readBack(recipe)).isEqualTo(recipe);
  }

  @ParameterizedTest
  @CsvSource({"mnist", "95 %", "19 of 20", "8/255", "5 minutes", "my data-set_2.1"})
  void aPlainTextStandsWithoutQuotes(String text) {
    Recipe recipe = RecipeFile.parse("a.conf", "", List.of("data-set = \"" + text + '"'));

    assertThat(recipe.entries()).containsEntry("data-set", text);
  }

  private static Recipe readBack(Recipe recipe) {
    String lines =
        recipe.entries().entrySet().stream()
            .map(entry -> entry.getKey() + " = " + entry.getValue() + "\n")
            .collect(Collectors.joining());
    return RecipeFile.parse("entries", lines, List.of());
  }

  @Test
  void crossEntropyThatFallsToZeroIsRefused() {
    mistake("loss.cross-entropy.start = 0.1", List.of())
        .hasMessageContaining("loss.cross-entropy.end is 0");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> mistake(
      String text, List<String> settings) {
    return assertThatThrownBy(() -> RecipeFile.parse("a.conf", text, settings))
        .isInstanceOf(InvalidInputException.class);
  }
}

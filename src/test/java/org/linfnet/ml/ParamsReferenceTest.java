package org.linfnet.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linfnet.train.RecipeKey;

/** The Params beside the table of recipe keys and the page. */
class ParamsReferenceTest {

  private static final Path PAGE = Path.of("docs/spark-ml.md");

  /** Params of Spark's own traits, with its texts. */
  private static final Set<String> OF_SPARK = Set.of("maxIter", "stepSize", "seed");

  private final LinfDistClassifier classifier = new LinfDistClassifier();

  @Test
  void thePageHoldsTheTableOfParams() throws IOException {
    assertThat(Files.readString(PAGE)).contains(table());
  }

  @ParameterizedTest
  @EnumSource
  void aParamOfAKeyHasItsTextAndDefault(RecipeKey key) {
    for (RecipeKey.EstimatorParam expected : key.param().stream().toList()) {
      Param<Object> param = classifier.getParam(expected.name());

      if (!OF_SPARK.contains(param.name())) {
        assertThat(param.doc()).startsWith(key.meaning()).contains(key.range().description());
      }
      expected
          .usual()
          .ifPresent(
              usual ->
                  assertThat(classifier.getDefault(param).get())
                      .isEqualTo(RecipeParams.value(param, usual)));
    }
  }

  private String table() {
    return "| Param | default | meaning |\n|---|---|---|\n"
        + Arrays.stream(classifier.params()).map(this::line).collect(Collectors.joining());
  }

  private String line(Param<?> param) {
    String usual =
        classifier.hasDefault(param) && !param.name().equals("seed")
            ? "`" + classifier.getDefault(param).get() + "`"
            : "";
    return "| `%s` | %s | %s |\n".formatted(param.name(), usual, param.doc());
  }
}

package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linfnet.layer.LayerKinds;

/** The pages about recipes beside the code. */
class RecipeReferenceTest {

  private static final Path KEYS = Path.of("docs/recipes.md");
  private static final Path KINDS = Path.of("docs/extending.md");

  @Test
  void thePageHoldsTheTableOfKeys() throws IOException {
    assertThat(Files.readString(KEYS)).contains(RecipeKey.reference());
  }

  @Test
  void thePageNamesEveryLayerKind() throws IOException {
    String page = Files.readString(KINDS);
    List<String> kinds = LayerKinds.names();
    assertThat(kinds).isNotEmpty().allSatisfy(kind -> assertThat(page).contains("`" + kind + "`"));
  }

  @Test
  void everyDefaultIsAValueThatItsKeyMayHave() {
    Recipe recipe = RecipeFile.parse("empty", "", List.of());
    assertThat(recipe.entries()).containsKey("epochs").doesNotContainKey("network.layers");
  }
}

package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;

class RecipeIncludesTest {

  @Test
  void aRecipeIncludesAnotherBesideIt() throws IOException {
    Map<String, String> files =
        Map.of(
            "hdfs://host/conf/a.conf", "include \"base/b.conf\", epochs = 30",
            "hdfs://host/conf/base/b.conf", "include \"c.conf\", epochs = 20, seed = 7",
            "hdfs://host/conf/base/c.conf", "batch = 12");

    Recipe recipe = RecipeFile.read("hdfs://host/conf/a.conf", List.of(), files::get);

    assertThat(recipe.epochs()).isEqualTo(30);
    assertThat(recipe.seed()).isEqualTo(7);
    assertThat(recipe.entries()).containsEntry("batch", "12");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "include \"b.conf\"; recipe dir/a.conf includes b.conf, but dir/b.conf cannot be read (gone)",
        "include required(\"b.conf\"); includes b.conf, but dir/b.conf cannot be read (gone)",
        "include \"a.conf\"; recipe dir/a.conf includes a.conf: recipes include each other",
        "include \"./a.conf\"; includes ./a.conf: recipes include each other, or more than 32 deep",
        "include file(\"/b.conf\"); recipe dir/a.conf includes /b.conf, but /b.conf cannot be read",
        "include file(\"b.conf\"); recipe dir/a.conf includes file(\"b.conf\"): include a file beside",
        "include url(\"http://h/b\"); recipe dir/a.conf includes url(\"http://h/b\"): include a file",
        "include classpath(\"b.conf\"); recipe dir/a.conf includes classpath(\"b.conf\"): include a file"
      })
  void anIncludeThatCannotBeReadIsNamed(String text, String message) {
    assertThatThrownBy(
            () ->
                RecipeFile.read(
                    "dir/a.conf",
                    List.of(),
                    path -> {
                      if (Path.of(path).normalize().equals(Path.of("dir/a.conf"))) {
                        return text;
                      }
                      throw new IOException("gone");
                    }))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aRecipeThatIsNoFileIncludesNothing() {
    assertThatThrownBy(() -> RecipeFile.parse("of params", "include \"b.conf\"", List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("this recipe is no file");
  }
}

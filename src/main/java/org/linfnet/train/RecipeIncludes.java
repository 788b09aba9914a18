package org.linfnet.train;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.stream.Stream;
import org.linfnet.InvalidInputException;
import org.linfnet.train.RecipeFile.Texts;

/**
 * Puts the recipes that a recipe includes into it. A name is that of a file beside the recipe, or a
 * whole path.
 *
 * @param chain the recipe, and before it those that include it
 * @param texts reads recipes
 */
record RecipeIncludes(List<String> chain, Texts texts)
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  /** Two spellings of one path are two names, so a circle is found by its depth at the latest. */
  private static final int DEEPEST = 32;

  /** The includes of a recipe that no other includes. */
  static ConfigParseOptions options(String recipe, Texts texts) {
    return new RecipeIncludes(List.of(recipe), texts).options();
  }

  private ConfigParseOptions options() {
    return ConfigParseOptions.defaults()
        .setOriginDescription("recipe " + recipe())
        .setIncluder(this);
  }

  private String recipe() {
    return chain.get(chain.size() - 1);
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String name) {
    String path = beside(name);
    if (chain.contains(path) || chain.size() > DEEPEST) {
      throw new InvalidInputException(
          "recipe %s includes %s: recipes include each other, or more than %d deep; remove an include"
              .formatted(recipe(), name, DEEPEST));
    }
    List<String> longer = Stream.concat(chain.stream(), Stream.of(path)).toList();
    return ConfigFactory.parseString(text(name, path), new RecipeIncludes(longer, texts).options())
        .root();
  }

  private String text(String name, String path) {
    try {
      return texts.read(path);
    } catch (IOException | IllegalArgumentException e) { // the latter of paths elsewhere
      throw new InvalidInputException(
          "recipe %s includes %s, but %s cannot be read (%s): correct the name, or add the file"
              .formatted(recipe(), name, path, e.getMessage()));
    }
  }

  private String beside(String name) {
    boolean whole = name.startsWith("/") || name.contains(":/");
    return whole ? name : recipe().substring(0, recipe().lastIndexOf('/') + 1) + name;
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File file) {
    if (file.isAbsolute()) {
      return include(context, file.getPath());
    }
    throw refused("file(\"%s\")".formatted(file));
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL url) {
    throw refused("url(\"%s\")".formatted(url));
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String resource) {
    throw refused("classpath(\"%s\")".formatted(resource));
  }

  private InvalidInputException refused(String included) {
    return new InvalidInputException(
        ("recipe %s includes %s: include a file beside it by its name alone, such as \"base.conf\","
                + " or another by its whole path")
            .formatted(recipe(), included));
  }
}

package org.linfnet.train;

import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What decides the bits of a run.
 *
 * @param recipe every key of the recipe with its value
 * @param data the training examples
 * @param kernels which, and how wide
 */
public record RunIdentity(SortedMap<String, String> recipe, DataFingerprint data, String kernels) {

  private static final String RECIPE_KEY = "recipe key ";
  private static final Set<String> FREE =
      Set.of(RECIPE_KEY + RecipeKey.CHECKPOINT_EVERY.key(), RECIPE_KEY + RecipeKey.DATA_SET.key());
  private static final String ABSENT = "absent";

  /**
   * The first thing in which another run differs so that its bits may, as {@code key is this run's
   * here and the other's there}; empty when nothing does.
   */
  public Optional<String> difference(RunIdentity other) {
    SortedMap<String, String> these = values();
    SortedMap<String, String> those = other.values();
    Set<String> keys = new TreeSet<>(these.keySet());
    keys.addAll(those.keySet());
    keys.removeAll(FREE);
    return keys.stream()
        .filter(key -> !value(these, key).equals(value(those, key)))
        .findFirst()
        .map(
            key ->
                "%s is %s here and %s there".formatted(key, value(these, key), value(those, key)));
  }

  private SortedMap<String, String> values() {
    SortedMap<String, String> values = new TreeMap<>();
    recipe.forEach((key, value) -> values.put(RECIPE_KEY + key, value));
    values.put("the kernels (java options linfnet.kernels, linfnet.vector.bits)", kernels);
    values.put("training data: description", data.description());
    values.put("training data: examples", Long.toString(data.examples()));
    values.put("training data: hash of rows", data.rows());
    return values;
  }

  private static String value(SortedMap<String, String> values, String key) {
    return values.getOrDefault(key, ABSENT);
  }
}

package org.linfnet.layer;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A layer as a recipe and a saved model name it.
 *
 * @param kind the name of a kind in {@link LayerKinds}
 * @param options the kind's options, as text
 */
public record LayerDescription(String kind, SortedMap<String, String> options)
    implements Serializable {

  /** A copy of the options is kept. */
  public LayerDescription {
    options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
  }

  /** A layer of a kind without options. */
  public static LayerDescription of(String kind) {
    return new LayerDescription(kind, new TreeMap<>());
  }

  /** A layer of a kind with options. */
  public static LayerDescription of(String kind, Map<String, String> options) {
    return new LayerDescription(kind, new TreeMap<>(options));
  }

  /** The description in the notation of recipes: {@code {kind = distance, outputs = 256}}. */
  @Override
  public String toString() {
    return options.isEmpty()
        ? kind
        : options.entrySet().stream()
            .map(option -> option.getKey() + " = " + option.getValue())
            .collect(Collectors.joining(", ", "{kind = " + kind + ", ", "}"));
  }
}

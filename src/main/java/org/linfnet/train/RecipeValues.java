package org.linfnet.train;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.linfnet.InvalidInputException;
import org.linfnet.WrittenNumber;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.LayerKinds;

/** The values of a resolved recipe, each checked against its range. */
record RecipeValues(Config config) {

  private static final String KIND = "kind";

  /** One line without what begins an object, a list, a text in quotes or a reference. */
  private static final Pattern SIMPLE = Pattern.compile("[^\\p{Cntrl}{}\\[\\]\"$]+");

  private static final double PER_CENT = 100;
  private static final Pattern SHARE = Pattern.compile("\\s*(.+?)\\s*(?:%|of\\s+(.+?))\\s*");
  private static final Pattern INTERVAL =
      Pattern.compile("([1-9]\\d{0,5})(?:\\s+(epochs?|minutes?))?");

  int wholeNumber(RecipeKey key) {
    long value = longNumber(key);
    requireRange(key, (double) value, key.range().least(), key.range().most());
    return (int) value;
  }

  /** A number of epochs, as {@code 3} or {@code 3 epochs}, or a time, as {@code 5 minutes}. */
  CheckpointInterval checkpointInterval(RecipeKey key) {
    Matcher words = INTERVAL.matcher(config.getString(key.key()));
    if (!words.matches()) {
      throw new InvalidInputException(
          "%s: %s is %s; it may be a number of epochs, as 2, or a time, as 5 minutes"
              .formatted(origin(key), key.key(), config.getString(key.key())));
    }
    int count = Integer.parseInt(words.group(1));
    return words.group(2) == null || words.group(2).startsWith("epoch")
        ? new CheckpointInterval.Epochs(count)
        : new CheckpointInterval.Time(Duration.ofMinutes(count));
  }

  long longNumber(RecipeKey key) {
    String text = config.getString(key.key());
    try {
      return new BigDecimal(text.strip()).longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new InvalidInputException(
          "%s: %s is %s; it must be a whole number".formatted(origin(key), key.key(), text));
    }
  }

  double number(RecipeKey key) {
    return number(key, key.range().least(), key.range().most());
  }

  /** A number in a range that depends on other keys. */
  double number(RecipeKey key, double least, double most) {
    double value = number(key, config.getString(key.key()));
    requireRange(key, value, least, most);
    return value;
  }

  /**
   * A moment of the run, in epochs: written as a number of epochs, as a share of the run, {@code 95
   * %}, or as an epoch of a run of another length, {@code 19 of 20}.
   *
   * @param epochs of the run
   */
  double moment(RecipeKey key, int epochs) {
    String text = config.getString(key.key());
    Matcher share = SHARE.matcher(text);
    if (!share.matches()) {
      return number(key, text);
    }
    double of = share.group(2) == null ? PER_CENT : number(key, share.group(2));
    return number(key, share.group(1)) * epochs / of;
  }

  private double number(RecipeKey key, String text) {
    try {
      return WrittenNumber.of(text).value();
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "%s: %s is %s; it must be %s"
              .formatted(origin(key), key.key(), text(key), key.range().description()));
    }
  }

  /** Where a value comes from, for messages. */
  String origin(RecipeKey key) {
    return config.getValue(key.key()).origin().description();
  }

  /** A value as it is written. */
  String text(RecipeKey key) {
    return config.getString(key.key());
  }

  <T> T choice(RecipeKey key, Map<String, T> choices) {
    T chosen = choices.get(config.getString(key.key()));
    if (chosen == null) {
      throw new InvalidInputException(
          "%s: %s is %s; it may be %s"
              .formatted(
                  origin(key),
                  key.key(),
                  config.getString(key.key()),
                  String.join(" or ", new TreeSet<>(choices.keySet()))));
    }
    return chosen;
  }

  /** Requires that one moment of the run is not before another. */
  void requireOrder(RecipeKey first, RecipeKey then, int epochs) {
    if (!(moment(then, epochs) >= moment(first, epochs))) {
      throw new InvalidInputException(
          "%s: %s is %s, which is before %s, %s"
              .formatted(origin(then), then.key(), text(then), first.key(), text(first)));
    }
  }

  /** One of a few names. */
  String name(RecipeKey key) {
    return choice(
        key, key.range().names().stream().collect(Collectors.toMap(name -> name, name -> name)));
  }

  /** The method of training. */
  TrainingMethod method() {
    return TrainingMethod.named(name(RecipeKey.METHOD));
  }

  boolean has(RecipeKey key) {
    return config.hasPath(key.key());
  }

  /** A list of layers: names of kinds, or objects with {@code kind} and its options. */
  List<LayerDescription> layers(RecipeKey key) {
    List<LayerDescription> layers = new ArrayList<>();
    for (ConfigValue value : config.getList(key.key())) {
      LayerDescription layer = layer(key.key(), value);
      String place = value.origin().description() + ": layer " + (layers.size() + 1);
      LayerKinds.requireKnown(place, layer);
      layers.add(layer);
    }
    return layers;
  }

  private static LayerDescription layer(String key, ConfigValue value) {
    if (value.valueType() == ConfigValueType.STRING) {
      return LayerDescription.of(value.unwrapped().toString());
    }
    if (value instanceof ConfigObject object && object.containsKey(KIND)) {
      SortedMap<String, String> options = new TreeMap<>();
      object.unwrapped().forEach((option, given) -> options.put(option, String.valueOf(given)));
      return new LayerDescription(options.remove(KIND), options);
    }
    throw new InvalidInputException(
        ("%s: %s holds %s; a layer is the name of a kind, or an object such as "
                + "{kind = distance, outputs = 256}")
            .formatted(
                value.origin().description(), key, value.render(ConfigRenderOptions.concise())));
  }

  /** Every key with its value, ordered by key. */
  SortedMap<String, String> entries() {
    SortedMap<String, String> entries = new TreeMap<>();
    config.entrySet().forEach(entry -> entries.put(entry.getKey(), text(entry.getValue())));
    return Collections.unmodifiableSortedMap(entries);
  }

  /** A value as a recipe can give it. */
  private static String text(ConfigValue value) {
    String plain = value.unwrapped().toString();
    boolean quoted =
        value.valueType() == ConfigValueType.LIST
            || (value.valueType() == ConfigValueType.STRING && !isReadBack(plain));
    return quoted ? value.render(ConfigRenderOptions.concise()) : plain;
  }

  /** Whether a text needs no quotes: a recipe that gives it without quotes holds the same text. */
  private static boolean isReadBack(String text) {
    if (!SIMPLE.matcher(text).matches()) {
      return false;
    }
    try {
      return ConfigFactory.parseString(KIND + " = " + text).getString(KIND).equals(text);
    } catch (ConfigException e) {
      return false;
    }
  }

  private void requireRange(RecipeKey key, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new InvalidInputException(
          "%s: %s is %s; it must lie in [%s, %s]"
              .formatted(
                  origin(key),
                  key.key(),
                  KeyRange.plain(value),
                  KeyRange.plain(least),
                  KeyRange.plain(most)));
    }
  }
}

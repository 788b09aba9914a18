package org.linfnet.train;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.linfnet.data.InvalidInputException;

/** The values of a resolved recipe, each checked against its range. */
record RecipeValues(Config config) {

  private static final Pattern INTERVAL =
      Pattern.compile("([1-9]\\d{0,5})(?:\\s+(epochs?|minutes?))?");

  int wholeNumber(String key, int least, int most) {
    int value = config.getInt(key);
    requireRange(key, value, least, most);
    return value;
  }

  /** A number of epochs, as {@code 3} or {@code 3 epochs}, or a time, as {@code 5 minutes}. */
  CheckpointInterval checkpointInterval(String key) {
    Matcher words = INTERVAL.matcher(config.getString(key));
    if (!words.matches()) {
      throw new InvalidInputException(
          "%s: %s is %s; it may be a number of epochs, as 2, or a time, as 5 minutes"
              .formatted(origin(key), key, config.getString(key)));
    }
    int count = Integer.parseInt(words.group(1));
    return words.group(2) == null || words.group(2).startsWith("epoch")
        ? new CheckpointInterval.Epochs(count)
        : new CheckpointInterval.Time(Duration.ofMinutes(count));
  }

  long longNumber(String key) {
    return config.getLong(key);
  }

  double number(String key, double least, double most) {
    double value = config.getDouble(key);
    requireRange(key, value, least, most);
    return value;
  }

  <T> T choice(String key, Map<String, T> choices) {
    T chosen = choices.get(config.getString(key));
    if (chosen == null) {
      throw new InvalidInputException(
          "%s: %s is %s; it may be %s"
              .formatted(
                  origin(key),
                  key,
                  config.getString(key),
                  String.join(" or ", new TreeSet<>(choices.keySet()))));
    }
    return chosen;
  }

  /** Every key with its value, ordered by key. */
  SortedMap<String, String> entries() {
    SortedMap<String, String> entries = new TreeMap<>();
    config
        .entrySet()
        .forEach(entry -> entries.put(entry.getKey(), entry.getValue().unwrapped().toString()));
    return Collections.unmodifiableSortedMap(entries);
  }

  private void requireRange(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new InvalidInputException(
          "%s: %s is %s; it must lie in [%s, %s]"
              .formatted(origin(key), key, plain(value), plain(least), plain(most)));
    }
  }

  private String origin(String key) {
    return config.getValue(key).origin().description();
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}

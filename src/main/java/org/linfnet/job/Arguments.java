package org.linfnet.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What a command line gives, by the names of its options. The command line has checked the values.
 *
 * @param values each option that was given, with its values in their order
 */
public record Arguments(Map<String, List<String>> values) {

  /** Nothing is given. */
  static final Arguments NONE = new Arguments(Map.of());

  /** A copy is kept. */
  public Arguments {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** With one more value of an option. */
  public Arguments with(String option, String value) {
    Map<String, List<String>> more = new TreeMap<>(values);
    List<String> longer = new ArrayList<>(all(option));
    longer.add(value);
    more.put(option, List.copyOf(longer));
    return new Arguments(more);
  }

  /** Whether an option was given. */
  public boolean has(String option) {
    return values.containsKey(option);
  }

  /** All values of an option, in their order. */
  public List<String> all(String option) {
    return values.getOrDefault(option, List.of());
  }

  /** The last value of an option, if it was given. */
  public Optional<String> text(String option) {
    List<String> given = all(option);
    return given.isEmpty() ? Optional.empty() : Optional.of(given.get(given.size() - 1));
  }

  /** The value of an option that every command line gives. */
  public String required(String option) {
    return text(option).orElseThrow(() -> new IllegalStateException("--" + option + " is absent"));
  }

  /** The value of an option with a whole number, if it was given. */
  public OptionalInt wholeNumber(String option) {
    return text(option).map(Integer::parseInt).map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** The value of an option with a whole number of 64 bits, if it was given. */
  public OptionalLong longNumber(String option) {
    return text(option).map(Long::parseLong).map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}

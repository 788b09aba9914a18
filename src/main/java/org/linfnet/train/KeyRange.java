package org.linfnet.train;

import java.util.List;

/**
 * The values that a key may have.
 *
 * @param least the least number
 * @param most the largest number
 * @param names the names to choose from; empty for numbers and other values
 * @param description for people
 */
public record KeyRange(double least, double most, List<String> names, String description) {

  /** A copy of the names is kept. */
  public KeyRange {
    names = List.copyOf(names);
  }

  private static KeyRange described(String description) {
    return new KeyRange(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, List.of(), description);
  }

  static KeyRange wholeNumber(int least, int most) {
    return new KeyRange(
        least, most, List.of(), "a whole number from %d to %d".formatted(least, most));
  }

  static KeyRange number(double least, double most) {
    String from = least > 0 && least < 1e-30 ? "above 0" : "from " + plain(least);
    return new KeyRange(least, most, List.of(), "a number %s to %s".formatted(from, plain(most)));
  }

  static KeyRange moment() {
    return new KeyRange(
        0,
        Double.POSITIVE_INFINITY,
        List.of(),
        "a number of epochs, or a share of the run: 95 %, 19 of 20");
  }

  static KeyRange oneOf(String... names) {
    return oneOf(List.of(names));
  }

  static KeyRange oneOf(List<String> names) {
    return new KeyRange(0, 0, names, String.join(", ", names));
  }

  static KeyRange seed() {
    return described("a whole number of 64 bits");
  }

  static KeyRange text() {
    return described("a text");
  }

  static KeyRange layers() {
    return described("a list");
  }

  static KeyRange interval() {
    return described("a number of epochs, or a time in minutes");
  }

  /** A number without needless digits. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}

package org.linfnet;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A number as a person writes it: a decimal number such as {@code 0.3}, or a fraction such as
 * {@code 8/255}.
 *
 * @param text the number as it is shown; what {@link #of(String)} read, where that is a fraction
 * @param value the double next to it
 */
public record WrittenNumber(String text, double value) implements Serializable {

  private static final char SLASH = '/';
  private static final Set<String> NOT_FINITE = Set.of("NaN", "Infinity", "-Infinity");
  private static final Pattern DECIMAL =
      Pattern.compile("(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

  /**
   * Reads a number, or {@code NaN}, {@code Infinity} or {@code -Infinity}, as tables of results
   * hold them.
   *
   * @throws NumberFormatException when the text is none
   */
  public static WrittenNumber of(String text) {
    int slash = text.indexOf(SLASH);
    if (slash < 0) {
      return of(decimal(text.strip()));
    }
    String numerator = text.substring(0, slash).strip();
    String denominator = text.substring(slash + 1).strip();
    double value = unsigned(numerator) / unsigned(denominator);
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(text + " is no number");
    }
    return new WrittenNumber(numerator + SLASH + denominator, value);
  }

  private static double decimal(String text) {
    if (NOT_FINITE.contains(text)) {
      return Double.parseDouble(text);
    }
    return text.startsWith("-") ? -unsigned(text.substring(1)) : unsigned(text);
  }

  /** Java reads more than people write, such as {@code 8f} and {@code 0x1p3}. */
  private static double unsigned(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new NumberFormatException(text + " is no number");
    }
    return Double.parseDouble(text);
  }

  /** A number that nobody has written. */
  public static WrittenNumber of(double value) {
    return new WrittenNumber(Double.toString(value), value);
  }

  /**
   * The number in a name that needs no quotes in SQL: {@code 0_3} for 0.3, {@code 8_over_255} for
   * 8/255.
   */
  public String inName() {
    int slash = text.indexOf(SLASH);
    return slash < 0
        ? inName(text)
        : inName(text.substring(0, slash)) + "_over_" + inName(text.substring(slash + 1));
  }

  private static String inName(String decimal) {
    return new BigDecimal(decimal).stripTrailingZeros().toPlainString().replace('.', '_');
  }

  @Override
  public String toString() {
    return text;
  }
}

package org.linfnet.layer;

import java.util.Map;
import java.util.TreeSet;
import org.linfnet.InvalidInputException;

/**
 * The options of one layer, checked as they are read.
 *
 * @param place the layer's place in the network, for messages: {@code layer 3}
 * @param description the layer as it was described
 * @param classes the classes of the network
 */
public record LayerOptions(String place, LayerDescription description, int classes) {

  private static final String OUTPUTS = "outputs";
  private static final int MOST_OUTPUTS = 1 << 24;

  /**
   * The option {@code outputs}; the number of classes when it is not given.
   *
   * @throws InvalidInputException when it is no whole number above 0
   */
  public int outputs() {
    return wholeNumber(OUTPUTS, classes, 1, MOST_OUTPUTS);
  }

  /**
   * An option that is a whole number.
   *
   * @param whenAbsent the value when the option is not given
   * @throws InvalidInputException when it is no whole number from {@code least} to {@code most}
   */
  public int wholeNumber(String option, int whenAbsent, int least, int most) {
    String given = description.options().get(option);
    if (given == null) {
      return whenAbsent;
    }
    try {
      int value = Integer.parseInt(given);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The message below names the value.
    }
    throw invalid(option, given, "a whole number from %d to %d".formatted(least, most));
  }

  /**
   * An option that is a number.
   *
   * @param whenAbsent the value when the option is not given
   * @throws InvalidInputException when it is no number from {@code least} to {@code most}
   */
  public double number(String option, double whenAbsent, double least, double most) {
    String given = description.options().get(option);
    if (given == null) {
      return whenAbsent;
    }
    try {
      double value = Double.parseDouble(given);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // The message below names the value.
    }
    throw invalid(option, given, "a number from %s to %s".formatted(least, most));
  }

  /**
   * An option that takes one of a few names.
   *
   * @param whenAbsent the value when the option is not given
   * @throws InvalidInputException when it is another name
   */
  public <T> T choice(String option, T whenAbsent, Map<String, T> choices) {
    String given = description.options().get(option);
    if (given == null) {
      return whenAbsent;
    }
    T chosen = choices.get(given);
    if (chosen == null) {
      throw invalid(option, given, String.join(" or ", new TreeSet<>(choices.keySet())));
    }
    return chosen;
  }

  private InvalidInputException invalid(String option, String given, String wanted) {
    return new InvalidInputException(
        "%s (%s): %s is %s; it must be %s"
            .formatted(place, description.kind(), option, given, wanted));
  }
}

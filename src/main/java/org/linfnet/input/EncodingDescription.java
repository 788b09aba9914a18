package org.linfnet.input;

import java.util.Map;
import org.linfnet.InvalidInputException;

/**
 * An encoding as a saved model keeps it.
 *
 * @param kind the name of a kind in {@link Encodings}
 * @param numbers the encoding's parameters by their names
 */
public record EncodingDescription(String kind, Map<String, double[]> numbers) {

  /**
   * A parameter.
   *
   * @throws InvalidInputException when there is none of this name
   */
  double[] numbers(String name) {
    double[] found = numbers.get(name);
    if (found == null) {
      throw new InvalidInputException(
          "the encoding '%s' of the model has no %s: train the model again".formatted(kind, name));
    }
    return found;
  }
}

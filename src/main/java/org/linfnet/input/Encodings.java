package org.linfnet.input;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.linfnet.InvalidInputException;

/** The kinds of encodings that a saved model can name. */
public final class Encodings {

  private static final Map<String, Function<EncodingDescription, Encoding>> KINDS =
      Map.of(
          ImageEncoding.KIND, ImageEncoding::of,
          FeatureEncoding.KIND, FeatureEncoding::of);

  private Encodings() {}

  /**
   * The encoding that a description stands for.
   *
   * @throws InvalidInputException when the kind is unknown, or a parameter is missing
   */
  public static Encoding of(EncodingDescription description) {
    Function<EncodingDescription, Encoding> kind = KINDS.get(description.kind());
    if (kind == null) {
      throw new InvalidInputException(
          "there is no encoding '%s'; the kinds are %s: use the linfnet that wrote the model"
              .formatted(description.kind(), String.join(", ", new TreeSet<>(KINDS.keySet()))));
    }
    return kind.apply(description);
  }
}

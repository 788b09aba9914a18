package org.linfnet.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.InvalidInputException;
import org.linfnet.layer.Shape;

class EncodingsTest {

  static Stream<Encoding> encodings() {
    return Stream.of(
        new ImageEncoding(new Shape(1, 28, 28), new float[] {0.1307f}, 0.3081f),
        new ImageEncoding(new Shape(3, 4, 5), new float[] {0.4914f, 0.4822f, 0.4465f}, 0.2471f),
        new FeatureEncoding(new double[] {1.1, -2}, new double[] {0.3, 1 / 3.0}));
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void anEncodingComesBackFromItsDescription(Encoding encoding) {
    assertThat(Encodings.of(encoding.description())).isEqualTo(encoding);
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void anEncodingComesBackFromKryo(Encoding encoding) {
    assertThat(Kryo.copy(encoding, Encoding.class)).isEqualTo(encoding);
  }

  @Test
  void muAndSigmaAreDescribedAsTheyAreWritten() {
    Map<String, double[]> numbers =
        new ImageEncoding(new Shape(1, 28, 28), new float[] {0.1307f}, 0.3081f)
            .description()
            .numbers();
    assertThat(numbers.get("mu")).containsExactly(0.1307);
    assertThat(numbers.get("sigma")).containsExactly(0.3081);
    assertThat(numbers.get("shape")).containsExactly(1, 28, 28);
  }

  @Test
  void anUnknownKindIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> Encodings.of(new EncodingDescription("sounds", Map.of())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("there is no encoding 'sounds'; the kinds are features, images");
  }

  @Test
  void aMissingParameterIsNamed() {
    EncodingDescription half =
        new EncodingDescription("features", Map.of("centres", new double[1]));
    assertThatThrownBy(() -> Encodings.of(half))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("'features' of the model has no scales");
  }
}

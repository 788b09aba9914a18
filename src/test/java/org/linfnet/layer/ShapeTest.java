package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;

class ShapeTest {

  @ParameterizedTest
  @CsvSource({"784, 1, 1, 784", "1, 28, 28, 28 x 28", "3, 32, 16, 32 x 16 x 3", "1, 1, 1, 1"})
  void isWrittenAsPeopleWriteIt(int channels, int height, int width, String written) {
    assertThat(new Shape(channels, height, width)).hasToString(written);
  }

  @Test
  void countsTheValuesOfAllChannels() {
    assertThat(new Shape(3, 4, 5).size()).isEqualTo(60);
    assertThat(Shape.vector(7)).isEqualTo(new Shape(7, 1, 1));
  }

  @ParameterizedTest
  @CsvSource({"0, 2, 2", "1, 0, 2", "1, 2, -1"})
  void noSideMayBeMissing(int channels, int height, int width) {
    assertThatThrownBy(() -> new Shape(channels, height, width))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("must be at least 1");
  }
}

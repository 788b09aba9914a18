package org.linfnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNumberTest {

  @ParameterizedTest
  @CsvSource({
    "8/255, 8/255, 0.03137254901960784, 8_over_255",
    "' 8 / 255', 8/255, 0.03137254901960784, 8_over_255",
    "1/3, 1/3, 0.3333333333333333, 1_over_3",
    "0.5/255, 0.5/255, 0.00196078431372549, 0_5_over_255",
    "0.3, 0.3, 0.3, 0_3",
    "0.30, 0.3, 0.3, 0_3",
    "1, 1.0, 1, 1",
    "1e-5, 1.0E-5, 0.00001, 0_00001",
    "8.255, 8.255, 8.255, 8_255"
  })
  void isWhatItsWriterWrote(String written, String text, double value, String name) {
    WrittenNumber number = WrittenNumber.of(written);

    assertThat(number).hasToString(text);
    assertThat(number.value()).isEqualTo(value);
    assertThat(number.inName()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "/",
        "8/",
        "/255",
        "8/0",
        "0/0",
        "8/255/2",
        "8//255",
        "8:255",
        "8f",
        "8d/255",
        "8/255f",
        "-8/-255",
        "+8",
        "0x1p3",
        "Infinity/2",
        "--8"
      })
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> WrittenNumber.of(text)).isInstanceOf(NumberFormatException.class);
  }
}

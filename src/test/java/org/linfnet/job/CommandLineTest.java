package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;

class CommandLineTest {

  @ParameterizedTest
  @CsvSource({
    "--model a --model b, --model is given twice: give it once",
    "--model=a --model=a, --model is given twice: give it once",
    "--model a --overwrite --overwrite, --overwrite is given twice",
    "--model a --rows 1 --rows 1 --rows 2, --rows is given 3 times",
    "--model a --seed 1 --seed 2, --seed is given twice",
    "--model a --model b --bogus, Unknown option --bogus",
    "'--model ', '--model has an empty value: give PATH, or leave the option out'",
    "'--model a --set ', --set has an empty value: give KEY=VALUE"
  })
  void aMistakeIsNamed(String words, String message) {
    assertThatThrownBy(() -> options().read(words.split(" ", -1)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void anOptionThatMayBeRepeatedKeepsItsValuesInTheirOrder() {
    Arguments read =
        options().read("--model", "m", "--set", "b=1", "--set", "a=2", "--overwrite").orElseThrow();

    assertThat(read.all("set")).containsExactly("b=1", "a=2");
    assertThat(read.required("model")).isEqualTo("m");
    assertThat(read.has("overwrite")).isTrue();
  }

  private static CommandLine options() {
    return new CommandLine("test.sh")
        .required("model", "PATH", "a model")
        .repeated("set", "KEY=VALUE", "a setting")
        .wholeNumber("rows", "N", 1, "rows")
        .longNumber("seed", "S", "a seed")
        .flag("overwrite", "replaces");
  }
}

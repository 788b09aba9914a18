package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;

class JobRunnerTest {

  @ParameterizedTest
  @CsvSource({
    "2q, spark.executor.memory is 2q: give a whole number and one of the units",
    "1.5g, spark.executor.memory is 1.5g: give a whole number",
    "99999999999999999999g, spark.executor.memory is 99999999999999999999g: give a whole number",
    "100m, executors of 100m are too small for Spark"
  })
  void memoryThatExecutorsCannotHaveIsNamed(String memory, String message) {
    assertThatThrownBy(() -> JobRunner.requireExecutorMemory(settings(memory)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void memoryThatExecutorsCanHaveIsTaken() {
    assertThatCode(() -> JobRunner.requireExecutorMemory(settings("2gb")))
        .doesNotThrowAnyException();
  }

  private static SparkConf settings(String memory) {
    return new SparkConf(false).set("spark.executor.memory", memory);
  }
}

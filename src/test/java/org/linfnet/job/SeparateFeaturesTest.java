package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;

class SeparateFeaturesTest {

  private static final StructType SCHEMA = StructType.fromDDL("a INT, b DOUBLE");

  @Test
  void areTheColumnsThatAListNames() {
    assertThat(SeparateFeatures.named("b,a", SCHEMA).columns()).containsExactly("b", "a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,", ",a", "a,,b", ","})
  void anEmptyNameInTheListIsRefused(String list) {
    assertThatThrownBy(() -> SeparateFeatures.named(list, SCHEMA))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("--features-column " + list + " holds an empty name: give names");
  }
}

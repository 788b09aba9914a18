package org.linfnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

  private static final RandomStream STREAM = new RandomStream(42);

  @Test
  void givesTheSameNumbersAtTheSamePlace() {
    assertThat(STREAM.at(3, 1).random().nextLong()).isEqualTo(STREAM.at(3, 1).random().nextLong());
  }

  @Test
  void heedsTheOrderOfThePlace() {
    assertThat(STREAM.at(3, 1)).isNotEqualTo(STREAM.at(1, 3));
  }

  @Test
  void aPlaceBelowAPlaceIsTheLongerPlace() {
    assertThat(STREAM.at(3).at(1)).isEqualTo(STREAM.at(3, 1));
  }

  @Test
  void neighbouringPlacesDoNotResembleEachOther() {
    double mean =
        IntStream.range(0, 1000)
            .mapToDouble(i -> STREAM.at(i).random().nextDouble())
            .average()
            .orElseThrow();

    assertThat(mean).isBetween(0.46, 0.54);
  }
}

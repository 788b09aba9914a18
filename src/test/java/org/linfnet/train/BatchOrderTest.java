package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.RandomStream;

class BatchOrderTest {

  @ParameterizedTest
  @CsvSource({"0,1", "1,1", "1,4", "10,3", "1000,7", "30,30"})
  void everyExampleComesOnceAndBatchesDifferByAtMostOne(int examples, int steps) {
    BatchOrder order = new BatchOrder(examples, steps, new RandomStream(5));
    BitSet seen = new BitSet();
    for (int step = 0; step < steps; step++) {
      assertThat(order.size(step)).isBetween(examples / steps, (examples + steps - 1) / steps);
      for (int place = 0; place < order.size(step); place++) {
        int example = order.example(step, place);
        assertThat(seen.get(example)).isFalse();
        seen.set(example);
      }
    }
    assertThat(seen.cardinality()).isEqualTo(examples);
  }
}

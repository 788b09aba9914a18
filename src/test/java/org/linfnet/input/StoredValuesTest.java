package org.linfnet.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.linfnet.input.StoredValues.Place;

class StoredValuesTest {

  private static final StoredValues BYTES =
      StoredValues.of(new byte[] {1, 2, (byte) 200, (byte) 255, 5, 6}, 2);
  private static final StoredValues NUMBERS =
      StoredValues.of(new double[] {1.5, -2, 3, 4, 5, 6}, 3);

  @Test
  void bytesCountFromZeroTo255() {
    assertThat(BYTES.number(0, 1)).isEqualTo(2);
    assertThat(BYTES.number(1, 0)).isEqualTo(200);
    assertThat(BYTES.number(1, 1)).isEqualTo(255);
    assertThat(NUMBERS.number(0, 1)).isEqualTo(-2);
    assertThat(NUMBERS.number(1, 0)).isEqualTo(4);
  }

  @Test
  void aRowIsAsItsTableStoresIt() {
    assertThat(BYTES.row(1)).isEqualTo(new byte[] {(byte) 200, (byte) 255});
    assertThat(NUMBERS.row(1)).isEqualTo(new double[] {4, 5, 6});
    assertThat(BYTES.size()).isEqualTo(3);
    assertThat(BYTES.width()).isEqualTo(2);
    assertThat(NUMBERS.size()).isEqualTo(2);
    assertThat(NUMBERS.width()).isEqualTo(3);
  }

  @Test
  void partsOfAnImageAreCopied() {
    byte[] out = {9, 9, 9};
    BYTES.copyBytes(1, 1, out, 2, 1);
    assertThat(out).isEqualTo(new byte[] {9, 9, (byte) 255});
  }

  @Test
  void featuresAreNoImages() {
    assertThatIllegalStateException()
        .isThrownBy(() -> NUMBERS.copyBytes(0, 0, new byte[3], 0, 3))
        .withMessageContaining("stored as bytes");
  }

  @Test
  void chosenExamplesAreGatheredInTheirOrder() {
    StoredValues other = StoredValues.of(new byte[] {7, 8}, 2);
    StoredValues gathered =
        BYTES.gather(
            List.of(BYTES, other), List.of(new Place(0, 2), new Place(1, 0), new Place(0, 0)));
    assertThat(gathered.row(0)).isEqualTo(new byte[] {5, 6});
    assertThat(gathered.row(1)).isEqualTo(new byte[] {7, 8});
    assertThat(gathered.row(2)).isEqualTo(new byte[] {1, 2});
    StoredValues rows = NUMBERS.gather(List.of(NUMBERS), List.of(new Place(0, 1)));
    assertThat(rows.size()).isEqualTo(1);
    assertThat(rows.row(0)).isEqualTo(new double[] {4, 5, 6});
  }

  @Test
  void examplesAreOrderedByOneValueAfterAnother() {
    assertThat(BYTES.compare(0, BYTES, 2)).isNegative();
    assertThat(BYTES.compare(1, BYTES, 2)).as("unsigned").isPositive();
    assertThat(BYTES.compare(1, BYTES, 1)).isZero();
    assertThat(NUMBERS.compare(0, NUMBERS, 1)).isNegative();
    StoredValues other = StoredValues.of(new double[] {1.5, -2, 2.5}, 3);
    assertThat(NUMBERS.compare(0, other, 0)).isPositive();
  }

  @Test
  void sparseNumbersActAsTheSameNumbersDo() {
    StoredValues sparse = StoredValues.sparse(new int[] {1, 3}, new double[] {2, -0.0}, 6);
    StoredValues dense = StoredValues.of(new double[] {0, 2, 0, -0.0, 0, 0}, 6);
    float[] ofSparse = new float[7];
    float[] ofDense = new float[7];
    double[] centres = {1, 2, 3, 4, 5, 6};
    double[] scales = {3, 3, 3, 7, 7, 7};
    sparse.standardise(0, centres, scales, ofSparse, 1);
    dense.standardise(0, centres, scales, ofDense, 1);

    assertThat(sparse.size()).isEqualTo(1);
    assertThat(sparse.row(0)).isEqualTo(dense.row(0));
    assertThat(sparse.number(0, 1)).isEqualTo(2);
    assertThat(sparse.number(0, 2)).isZero();
    assertThat(sparse.compare(0, dense, 0)).isZero();
    assertThat(ofSparse).isEqualTo(ofDense);
  }

  @Test
  void examplesStaySparseWhileThatTakesLessRoom() {
    StoredValues sparse = StoredValues.sparse(new int[] {4}, new double[] {2}, 5);
    StoredValues dense = StoredValues.of(new double[] {1, 2, 3, 4, 5}, 5);
    StoredValues mostly =
        dense.gather(
            List.of(sparse, dense), List.of(new Place(0, 0), new Place(1, 0), new Place(0, 0)));
    StoredValues hardly =
        sparse.gather(
            List.of(sparse, dense), List.of(new Place(1, 0), new Place(0, 0), new Place(1, 0)));

    assertThat(mostly.isSparse()).isTrue();
    assertThat(mostly.row(0)).isEqualTo(new double[] {0, 0, 0, 0, 2});
    assertThat(mostly.row(1)).isEqualTo(new double[] {1, 2, 3, 4, 5});
    assertThat(hardly.isSparse()).isFalse();
    assertThat(hardly.row(1)).isEqualTo(new double[] {0, 0, 0, 0, 2});
  }
}

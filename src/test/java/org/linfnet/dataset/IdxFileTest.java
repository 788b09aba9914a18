package org.linfnet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;

class IdxFileTest {

  /** Two images of 1 x 3. */
  private static final byte[] IMAGES = {
    0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, (byte) 255
  };

  private static final byte[] LABELS = {0, 0, 8, 1, 0, 0, 0, 2, 7, 9};

  @Test
  void readsImages() {
    IdxFile file = IdxFile.images("images", IMAGES);

    assertThat(file.count()).isEqualTo(2);
    assertThat(file.itemDimensions()).isEqualTo(List.of(1, 3));
    assertThat(file.values()).isEqualTo(new byte[] {1, 2, 3, 4, 5, (byte) 255});
  }

  @Test
  void readsLabels() {
    assertThat(IdxFile.labels("labels", LABELS).values()).isEqualTo(new byte[] {7, 9});
  }

  @Test
  void refusesATruncatedHeader() {
    assertThatThrownBy(() -> IdxFile.images("some/images", Arrays.copyOf(IMAGES, 11)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "some/images is truncated: 11 bytes, where an IDX header has 16; fetch it again");
  }

  @Test
  void refusesTruncatedPixels() {
    assertThatThrownBy(() -> IdxFile.images("some/images", Arrays.copyOf(IMAGES, 21)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "some/images is truncated: its header promises 6 bytes after it, it holds 5");
  }

  @Test
  void refusesTrailingBytes() {
    assertThatThrownBy(() -> IdxFile.labels("some/labels", Arrays.copyOf(LABELS, 13)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "some/labels has trailing bytes: its header promises 2 bytes after it, it holds 5");
  }

  @Test
  void refusesLabelsForImages() {
    assertThatThrownBy(() -> IdxFile.labels("some/images", IMAGES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "some/images is no IDX file of labels: its magic number is 0x00000803, not 0x00000801");
  }

  @Test
  void refusesACountThatOverflows() {
    byte[] huge = IMAGES.clone();
    Arrays.fill(huge, 4, 16, (byte) 0x7f);

    assertThatThrownBy(() -> IdxFile.images("some/images", huge))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("some/images is truncated");
  }

  @Test
  void refusesANegativeCount() {
    byte[] negative = LABELS.clone();
    negative[4] = -1;

    assertThatThrownBy(() -> IdxFile.labels("some/labels", negative))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("it is damaged");
  }
}

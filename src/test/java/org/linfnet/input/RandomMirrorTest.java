package org.linfnet.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;
import org.linfnet.layer.Shape;

class RandomMirrorTest {

  private static final Shape SHAPE = new Shape(2, 2, 3);
  private static final byte[] IMAGE = {1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16};
  private static final byte[] MIRRORED = {3, 2, 1, 6, 5, 4, 13, 12, 11, 16, 15, 14};

  @Test
  void turnsLeftIntoRightInEveryChannel() {
    byte[] image = IMAGE.clone();

    new RandomMirror(SHAPE, 1).mirror(new Random(1), image);

    assertThat(image).isEqualTo(MIRRORED);
  }

  @Test
  void mirrorsAsOftenAsItShould() {
    RandomMirror mirror = new RandomMirror(SHAPE, 0.25);
    Random random = new RandomStream(7).random();
    int mirrored = 0;
    for (int i = 0; i < 4_000; i++) {
      byte[] image = IMAGE.clone();
      mirror.mirror(random, image);
      mirrored += Arrays.equals(image, MIRRORED) ? 1 : 0;
    }

    // A quarter, give or take five deviations.
    assertThat(mirrored).isBetween(860, 1_140);
  }

  @Test
  void withoutAChanceNothingIsDrawn() {
    Random random = new RandomStream(7).random();
    byte[] image = IMAGE.clone();

    new RandomMirror(SHAPE, 0).mirror(random, image);

    assertThat(image).isEqualTo(IMAGE);
    assertThat(random.nextLong()).isEqualTo(new RandomStream(7).random().nextLong());
  }

  @Test
  void refusesAChanceThatIsNone() {
    assertThatThrownBy(() -> new Augmentation(0, CropBorder.ZERO, 1, 1.5))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("a chance of 1.5 to mirror: it must be in [0, 1]");
  }
}

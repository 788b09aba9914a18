package org.linfnet.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.linfnet.input.EncodingRule.Measurement;
import org.linfnet.layer.Shape;

class MeasuredImagesTest {

  private static final Shape COLOUR = new Shape(2, 1, 2);

  private static ExampleBlock block(byte[] pixels, int width) {
    int size = pixels.length / width;
    double[] weights = new double[size];
    Arrays.fill(weights, 3);
    return new ExampleBlock(new long[size], new int[size], weights, StoredValues.of(pixels, width));
  }

  private static ImageEncoding encoding(Shape shape, byte... pixels) {
    return new MeasuredImages(shape).measure(block(pixels, shape.size())).encoding();
  }

  /** Mean 102 and variance 51^2 in the first channel, 51 and 0 in the second. */
  @Test
  void eachChannelHasItsMeanAndAllHaveOneDeviation() {
    ImageEncoding encoding =
        encoding(
            COLOUR,
            (byte) 51,
            (byte) 153,
            (byte) 51,
            (byte) 51,
            (byte) 153,
            (byte) 51,
            (byte) 51,
            (byte) 51);
    assertThat(encoding.mu()).containsExactly(0.4f, 0.2f);
    assertThat(encoding.sigma()).isEqualTo((float) (Math.sqrt(51.0 * 51.0 / 2) / 255));
    assertThat(encoding.shape()).isEqualTo(COLOUR);
  }

  /** One channel, as one formula over all pixels gives it, to the bit. */
  @Test
  void greyImagesHaveTheMomentsOfTheirPixels() {
    byte[] pixels = new byte[70 * 12];
    new Random(3).nextBytes(pixels);
    long sum = 0;
    long squares = 0;
    for (byte pixel : pixels) {
      long value = Byte.toUnsignedLong(pixel);
      sum += value;
      squares += value * value;
    }
    double mean = sum / (double) pixels.length;
    double variance = squares / (double) pixels.length - mean * mean;
    ImageEncoding encoding = encoding(new Shape(1, 3, 4), pixels);
    assertThat(encoding.mu()).containsExactly((float) (mean / 255));
    assertThat(encoding.sigma()).isEqualTo((float) (Math.sqrt(variance) / 255));
  }

  @Test
  void imagesOfOneGreyAreOnlyCentred() {
    ImageEncoding encoding =
        encoding(new Shape(1, 1, 2), (byte) 51, (byte) 51, (byte) 51, (byte) 51);
    assertThat(encoding.mu()).containsExactly(0.2f);
    assertThat(encoding.sigma()).isEqualTo(1);
  }

  @Test
  void noOrderOfBlocksChangesABit() {
    byte[] pixels = new byte[30 * 4];
    new Random(5).nextBytes(pixels);
    MeasuredImages rule = new MeasuredImages(COLOUR);
    Measurement one = rule.measure(block(Arrays.copyOf(pixels, 40), 4));
    Measurement other = rule.measure(block(Arrays.copyOfRange(pixels, 40, 120), 4));
    Measurement none = rule.measure(block(new byte[0], 4));
    Encoding all = rule.measure(block(pixels, 4)).encoding();
    assertThat(one.plus(none).plus(other).encoding()).isEqualTo(all);
    assertThat(other.plus(one).encoding()).isEqualTo(all);
    assertThat(one.encoding()).isNotEqualTo(all);
  }

  @Test
  void whatWasMeasuredTravels() {
    Measurement measured =
        new MeasuredImages(COLOUR).measure(block(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}, 4));
    assertThat(Kryo.copy(measured, Measurement.class).encoding()).isEqualTo(measured.encoding());
  }

  @Test
  void aKnownEncodingNeedsNoMeasurement() {
    ImageEncoding encoding = new ImageEncoding(COLOUR, new float[] {0.1f, 0.2f}, 0.5f);
    EncodingRule rule = EncodingRule.of(encoding);
    assertThat(rule.known()).contains(encoding);
    assertThat(new MeasuredImages(COLOUR).known()).isEmpty();
    Measurement measured = rule.measure(block(new byte[4], 4));
    assertThat(Kryo.copy(measured.plus(measured), Measurement.class).encoding())
        .isEqualTo(encoding);
  }
}

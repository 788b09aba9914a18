package org.linfnet.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.linfnet.layer.Shape;

/** The direct way from stored values to network units gives the bits of the way by user's units. */
class StoredEncodingTest {

  private static final int BYTES = 256;

  @Test
  void everyByteOfAGreyImage() {
    StoredValues images = StoredValues.of(bytes(), 16);
    assertSameBits(new ImageEncoding(new Shape(1, 4, 4), new float[] {0.1307f}, 0.3081f), images);
  }

  @Test
  void everyByteInEachChannelOfAColourImage() {
    byte[] stored = new byte[3 * BYTES];
    for (int channel = 0; channel < 3; channel++) {
      System.arraycopy(bytes(), 0, stored, channel * BYTES, BYTES);
    }
    float[] mu = {0.4914f, 0.4822f, 0.4465f};
    assertSameBits(
        new ImageEncoding(new Shape(3, 16, 16), mu, 0.25f), StoredValues.of(stored, stored.length));
  }

  @Test
  void features() {
    double[] values = new Random(3).doubles(60, -1e3, 1e3).toArray();
    double[] scales = new Random(4).doubles(6, 1e-3, 1e3).toArray();
    assertSameBits(
        new FeatureEncoding(Arrays.copyOf(values, 6), scales), StoredValues.of(values, 6));
  }

  private static void assertSameBits(Encoding encoding, StoredValues stored) {
    int width = encoding.shape().size();
    double[] user = new double[width];
    for (int example = 0; example < stored.size(); example++) {
      float[] expected = new float[width + 2];
      float[] direct = new float[width + 2];
      encoding.toUser(stored, example, user, 0);
      encoding.encode(user, 0, expected, 1);
      encoding.encodeStored(stored, example, direct, 1);
      assertThat(direct).isEqualTo(expected);
    }
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    for (int value = 0; value < BYTES; value++) {
      bytes[value] = (byte) value;
    }
    return bytes;
  }
}

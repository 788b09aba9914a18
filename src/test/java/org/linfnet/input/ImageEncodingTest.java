package org.linfnet.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.Shape;

class ImageEncodingTest {

  private static final ImageEncoding MNIST =
      new ImageEncoding(new Shape(1, 1, 3), new float[] {0.1307f}, 0.3081f);

  /** Two rows of two pixels in three channels. */
  private static final ImageEncoding COLOUR =
      new ImageEncoding(new Shape(3, 2, 2), new float[] {0.5f, 0.25f, 0.125f}, 0.25f);

  @Test
  void subtractsTheMeanAndDividesBySigma() {
    assertThat(encoded(MNIST, (byte) 0, (byte) 51, (byte) 255))
        // (0 - 0.1307) / 0.3081, (0.2 - 0.1307) / 0.3081 and (1 - 0.1307) / 0.3081
        .containsExactly(new float[] {-0.424213f, 0.224927f, 2.821486f}, within(1e-6f));
  }

  @Test
  void eachChannelHasItsOwnMean() {
    byte[] white = new byte[12];
    Arrays.fill(white, (byte) 255);
    assertThat(encoded(COLOUR, white))
        .containsExactly(2, 2, 2, 2, 3, 3, 3, 3, 3.5f, 3.5f, 3.5f, 3.5f);
  }

  @Test
  void takesBytesAsUnsigned() {
    double[] user = new double[3];
    StoredValues two = StoredValues.of(new byte[] {1, 1, 1, 0, (byte) 128, (byte) 255}, 3);
    MNIST.toUser(two, 1, user, 0);
    assertThat(user).containsExactly(0, 128 / 255.0, 1);
  }

  @Test
  void readsAndWritesAtItsOffsets() {
    double[] user = {9, 0, 1, 0.5, 9};
    float[] out = {7, 7, 7, 7, 7, 7};
    new ImageEncoding(new Shape(1, 1, 3), new float[] {0}, 1).encode(user, 1, out, 2);
    assertThat(out).containsExactly(7, 7, 0, 1, 0.5f, 7);
  }

  @Test
  void aPixelOutsideItsRangeIsRefused() {
    for (double pixel : new double[] {-1e-9, 1.0001, Double.NaN}) {
      assertThatThrownBy(() -> MNIST.encode(new double[] {0, pixel, 0}, 0, new float[3], 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("outside [0, 1]");
    }
  }

  @Test
  void aRadiusIsDividedBySigmaInTheNetwork() {
    assertThat(MNIST.radiusToNetwork(0.9)).isEqualTo(2.92, within(0.005));
    assertThat(MNIST.radiusToNetwork(0.3) * MNIST.radiusOfNetworkUnit())
        .isEqualTo(0.3, within(1e-15));
  }

  @Test
  void radiiAreInPixels() {
    assertThat(COLOUR.radiusUnit()).isEqualTo(RadiusUnit.PIXEL);
    assertThat(COLOUR.largestRadius()).isEqualTo(1);
    assertThat(COLOUR.halfWidths()).hasSize(12).containsOnly(1);
    assertThat(COLOUR.isPicture()).isTrue();
    assertThat(COLOUR.publishedStep(0.3)).isEqualTo(0.01);
  }

  @Test
  void aPointComesBackInPixelUnits() {
    float[] network = new float[12];
    double[] user = new double[12];
    Arrays.fill(user, 0.3);
    COLOUR.encode(user, 0, network, 0);
    for (int i = 0; i < 12; i++) {
      assertThat(COLOUR.toUser(i, network[i])).isEqualTo(0.3, within(1e-7));
    }
  }

  /** For each byte and channel: what training reads, what scoring encodes, and the formula. */
  @Test
  void trainingAndScoringSeeTheSameFloats() {
    byte[] bytes = new byte[256 * 12];
    for (int k = 0; k < bytes.length; k++) {
      bytes[k] = (byte) (k / 12);
    }
    StoredValues images = StoredValues.of(bytes, 12);
    TrainingInputs.Reader reader = COLOUR.trainingInputs(images, Augmentation.NONE).reader();
    for (int pixel = 0; pixel < 256; pixel++) {
      float[] trained = new float[13];
      reader.read(pixel, new Random(1), trained, 1);
      byte[] image = Arrays.copyOfRange(bytes, pixel * 12, (pixel + 1) * 12);
      assertThat(Arrays.copyOfRange(trained, 1, 13)).isEqualTo(encoded(COLOUR, image));
      for (int i = 0; i < 12; i++) {
        float mu = COLOUR.mu()[i / 4];
        assertThat(trained[1 + i]).isEqualTo((float) ((pixel / 255.0 - mu) / COLOUR.sigma()));
      }
    }
  }

  @Test
  void augmentationCropsTheImagesThatTrainingReads() {
    byte[] white = new byte[12];
    Arrays.fill(white, (byte) 255);
    TrainingInputs.Reader reader =
        COLOUR
            .trainingInputs(StoredValues.of(white, 12), new Augmentation(2, CropBorder.ZERO, 1, 0))
            .reader();
    Random random = new Random(3);
    float[] out = new float[12];
    int cropped = 0;
    for (int draw = 0; draw < 25; draw++) {
      reader.read(0, random, out, 0);
      for (int i = 0; i < 4; i++) {
        boolean black = out[i] == -2f; // (0 - 0.5) / 0.25: the border is of black pixels
        assertThat(out[i]).isEqualTo(black ? -2f : 2f);
        assertThat(out[4 + i]).isEqualTo(black ? -1f : 3f);
        assertThat(out[8 + i]).isEqualTo(black ? -0.5f : 3.5f);
        cropped += black ? 1 : 0;
      }
    }
    assertThat(cropped).isBetween(20, 99);
  }

  @Test
  void augmentationMirrorsTheImagesThatTrainingReads() {
    byte[] image = {0, 51, 102, (byte) 153, 0, 51, 102, (byte) 153, 0, 51, 102, (byte) 153};
    byte[] mirrored = {51, 0, (byte) 153, 102, 51, 0, (byte) 153, 102, 51, 0, (byte) 153, 102};
    Augmentation always = new Augmentation(0, CropBorder.ZERO, 1, 1);
    float[] out = new float[12];

    COLOUR
        .trainingInputs(StoredValues.of(image, 12), always)
        .reader()
        .read(0, new Random(3), out, 0);

    assertThat(out).isEqualTo(encoded(COLOUR, mirrored));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -0.3f, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesASigmaThatDoesNotScale(float sigma) {
    assertThatThrownBy(() -> new ImageEncoding(new Shape(1, 2, 2), new float[] {0.5f}, sigma))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("sigma must be above 0");
  }

  @Test
  void refusesAMeanThatIsNoneOrNotOneAChannel() {
    assertThatThrownBy(() -> new ImageEncoding(new Shape(1, 2, 2), new float[] {Float.NaN}, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("mu = NaN");
    assertThatThrownBy(() -> new ImageEncoding(new Shape(3, 2, 2), new float[] {0.5f}, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("images of 3 channels have 1 means (mu): give one a channel");
  }

  @Test
  void theRangeIsThatOfAllImages() {
    Bounds range = COLOUR.range(COLOUR.reach(new float[12], 0, 5));
    assertThat(range.lower()).containsExactly(encoded(COLOUR, new byte[12]));
    byte[] white = new byte[12];
    Arrays.fill(white, (byte) 255);
    assertThat(range.upper()).containsExactly(encoded(COLOUR, white));
  }

  @Test
  void stripesAreTheColumnsOfEachChannel() {
    assertThat(COLOUR.stripes())
        .isDeepEqualTo(new int[][] {{0, 2}, {1, 3}, {4, 6}, {5, 7}, {8, 10}, {9, 11}});
  }

  @Test
  void aPatchIsASquareInAllChannels() {
    ImageEncoding encoding = new ImageEncoding(new Shape(2, 6, 8), new float[] {0, 0}, 1);
    Random random = new Random(1);
    for (int draw = 0; draw < 50; draw++) {
      int[] patch = encoding.patch(9 / 48.0, random);
      int corner = patch[0];
      assertThat(corner / 8).isLessThanOrEqualTo(3);
      assertThat(corner % 8).isLessThanOrEqualTo(5);
      int[] expected = new int[18];
      Arrays.setAll(expected, k -> k / 9 * 48 + corner + k % 9 / 3 * 8 + k % 3);
      assertThat(patch).containsExactly(expected);
    }
    assertThat(encoding.patch(1e-6, random)).hasSize(2);
    assertThat(encoding.patch(1, random)).hasSize(2 * 6 * 7);
  }

  @Test
  void equalEncodingsHaveTheSameShapeMuAndSigma() {
    assertThat(new ImageEncoding(new Shape(1, 1, 3), new float[] {0.1307f}, 0.3081f))
        .isEqualTo(MNIST)
        .hasSameHashCodeAs(MNIST);
    assertThat(new ImageEncoding(new Shape(1, 3, 1), new float[] {0.1307f}, 0.3081f))
        .isNotEqualTo(MNIST);
    assertThat(new ImageEncoding(new Shape(1, 1, 3), new float[] {0.13f}, 0.3081f))
        .isNotEqualTo(MNIST);
    assertThat(new ImageEncoding(new Shape(1, 1, 3), new float[] {0.1307f}, 0.3f))
        .isNotEqualTo(MNIST);
  }

  private static float[] encoded(ImageEncoding encoding, byte... image) {
    double[] user = new double[image.length];
    float[] network = new float[image.length];
    encoding.toUser(StoredValues.of(image, image.length), 0, user, 0);
    encoding.encode(user, 0, network, 0);
    return network;
  }
}

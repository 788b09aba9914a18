package org.linfnet.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.layer.Shape;

class ImageFileTest {

  private static final int OPAQUE = 0xff000000;

  @ParameterizedTest
  @CsvSource({
    "a.png, true",
    "a.PNG, true",
    "a.b.Jpeg, true",
    "a.jpg, true",
    "a.gif, false",
    "png, false"
  })
  void isKnownByItsName(String name, boolean image) {
    assertThat(ImageFile.isNamed(name)).isEqualTo(image);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_INT_ARGB
      })
  void coloursBecomeThreePlanes(int type) throws IOException {
    BufferedImage image = new BufferedImage(2, 1, type);
    image.setRGB(0, 0, OPAQUE | 0x010203);
    image.setRGB(1, 0, OPAQUE | 0xfefdfc);

    ImageFile file = ImageFile.decode("a.png", encoded(image, "png"));

    assertThat(file.shape()).isEqualTo(new Shape(3, 1, 2));
    assertThat(file.pixels())
        .isEqualTo(new byte[] {1, (byte) 0xfe, 2, (byte) 0xfd, 3, (byte) 0xfc});
  }

  @Test
  void greysKeepTheirBytes() throws IOException {
    ImageFile file = ImageFile.decode("a.png", encoded(grey(BufferedImage.TYPE_BYTE_GRAY), "png"));

    assertThat(file.shape()).isEqualTo(new Shape(1, 1, 2));
    assertThat(file.pixels()).isEqualTo(new byte[] {7, (byte) 200});
  }

  @Test
  void aPaletteOfGreysIsGrey() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
    image.getRaster().setSample(1, 0, 0, 1);

    ImageFile file = ImageFile.decode("a.png", encoded(image, "png"));

    assertThat(file.shape()).isEqualTo(new Shape(1, 1, 2));
    assertThat(file.pixels()).isEqualTo(new byte[] {0, (byte) 255});
  }

  @Test
  void aPaletteOfColoursIsColour() throws IOException {
    byte[] red = {0, 1};
    byte[] green = {0, 2};
    byte[] blue = {0, 3};
    BufferedImage image =
        new BufferedImage(
            2, 1, BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(8, 2, red, green, blue));
    image.getRaster().setSample(1, 0, 0, 1);

    ImageFile file = ImageFile.decode("a.png", encoded(image, "png"));

    assertThat(file.shape()).isEqualTo(new Shape(3, 1, 2));
    assertThat(file.pixels()).isEqualTo(new byte[] {0, 1, 0, 2, 0, 3});
  }

  @Test
  void aJpegIsDecoded() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
    int[] orange = new int[64];
    Arrays.fill(orange, 0xff8000);
    image.setRGB(0, 0, 8, 8, orange, 0, 8);

    ImageFile file = ImageFile.decode("a.jpg", encoded(image, "jpg"));

    assertThat(file.shape()).isEqualTo(new Shape(3, 8, 8));
    assertThat(Byte.toUnsignedInt(file.pixels()[0])).isCloseTo(255, within(4));
    assertThat(Byte.toUnsignedInt(file.pixels()[64])).isCloseTo(128, within(4));
    assertThat(Byte.toUnsignedInt(file.pixels()[128])).isCloseTo(0, within(4));
  }

  @Test
  void refusesATransparentPixel() throws IOException {
    byte[] content = encoded(new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB), "png");

    assertThatThrownBy(() -> ImageFile.decode("a.png", content))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "a.png is transparent in places: save it on a background, without an alpha channel");
  }

  @Test
  void refusesSixteenBitsAValue() throws IOException {
    byte[] content = encoded(grey(BufferedImage.TYPE_USHORT_GRAY), "png");

    assertThatThrownBy(() -> ImageFile.decode("a.png", content))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("a.png has 16 bits a value: save it with 8");
  }

  @ParameterizedTest
  @CsvSource({"png, 0", "png, 20", "png, 90", "jpg, 20", "jpg, 90"})
  void refusesAFileThatIsTruncated(String format, int percent) throws IOException {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    int[] noise = new Random(1).ints(32 * 32).toArray();
    image.setRGB(0, 0, 32, 32, noise, 0, 32);
    byte[] whole = encoded(image, format);
    byte[] truncated = Arrays.copyOf(whole, whole.length * percent / 100);

    assertThatThrownBy(() -> ImageFile.decode("a.png", truncated))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("a.png cannot be decoded as a PNG or JPEG: save it again, or remove it");
  }

  private static BufferedImage grey(int type) {
    BufferedImage image = new BufferedImage(2, 1, type);
    image.getRaster().setSample(0, 0, 0, 7);
    image.getRaster().setSample(1, 0, 0, 200);
    return image;
  }

  private static byte[] encoded(BufferedImage image, String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, bytes)).isTrue();
    return bytes.toByteArray();
  }
}

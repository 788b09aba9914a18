package org.linfnet.dataset;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.linfnet.InvalidInputException;
import org.linfnet.layer.Shape;

/**
 * A decoded PNG or JPEG file: one channel where it is grey, else red, green and blue. Values are
 * those of the file, neither resized nor converted to another colour space.
 *
 * @param name of the file, for messages
 * @param shape height, width and channels
 * @param pixels {@code byte[shape.size()]}, channel by channel, row-major
 */
public record ImageFile(String name, Shape shape, byte[] pixels) {

  private static final int COLOURS = 3;
  private static final int OPAQUE = 255;

  /** Whether a file of that name is taken for a PNG or a JPEG. */
  public static boolean isNamed(String name) {
    return name.toLowerCase(Locale.ROOT).matches(".*\\.(png|jpg|jpeg)");
  }

  /**
   * Decodes a file.
   *
   * @param name of the file, for messages
   * @param content all its bytes
   * @throws InvalidInputException when it cannot be decoded, is transparent somewhere, or has more
   *     than 8 bits a value
   */
  public static ImageFile decode(String name, byte[] content) {
    BufferedImage image = image(name, content);
    ColorModel colours = image.getColorModel();
    if (colours instanceof IndexColorModel palette) {
      return ofPalette(name, image.getRaster(), palette);
    }
    for (int bits : colours.getComponentSize()) {
      if (bits > Byte.SIZE) {
        throw new InvalidInputException(
            "%s has %d bits a value: save it with 8".formatted(name, bits));
      }
    }
    return ofBands(name, image.getRaster(), colours.getNumColorComponents());
  }

  private static BufferedImage image(String name, byte[] content) {
    return decoded(content)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    name + " cannot be decoded as a PNG or JPEG: save it again, or remove it"));
  }

  /** Empty for damaged files: of some a decoder makes a part of the image, and warns. */
  private static Optional<BufferedImage> decoded(byte[] content) {
    AtomicBoolean damaged = new AtomicBoolean();
    try (ImageInputStream bytes =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(bytes);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      reader.addIIOReadWarningListener((source, warning) -> damaged.set(true));
      reader.setInput(bytes, true, true);
      BufferedImage image = reader.read(0);
      reader.dispose();
      return damaged.get() ? Optional.empty() : Optional.of(image);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Bands are the channels and, after them, the opacity. */
  private static ImageFile ofBands(String name, Raster raster, int channels) {
    if (raster.getNumBands() > channels) {
      for (int opacity : band(raster, channels)) {
        requireOpaque(name, opacity);
      }
    }
    int plane = raster.getWidth() * raster.getHeight();
    byte[] pixels = new byte[channels * plane];
    for (int channel = 0; channel < channels; channel++) {
      int[] values = band(raster, channel);
      for (int i = 0; i < plane; i++) {
        pixels[channel * plane + i] = (byte) values[i];
      }
    }
    return new ImageFile(name, new Shape(channels, raster.getHeight(), raster.getWidth()), pixels);
  }

  /** A palette of greys makes a grey image. */
  private static ImageFile ofPalette(String name, Raster raster, IndexColorModel palette) {
    int[] entries = band(raster, 0);
    boolean grey =
        IntStream.range(0, palette.getMapSize())
            .allMatch(
                entry ->
                    palette.getRed(entry) == palette.getGreen(entry)
                        && palette.getGreen(entry) == palette.getBlue(entry));
    int channels = grey ? 1 : COLOURS;
    byte[] pixels = new byte[channels * entries.length];
    for (int i = 0; i < entries.length; i++) {
      requireOpaque(name, palette.getAlpha(entries[i]));
      int rgb = palette.getRGB(entries[i]);
      for (int channel = 0; channel < channels; channel++) {
        pixels[channel * entries.length + i] =
            (byte) (rgb >> (Byte.SIZE * (COLOURS - 1 - channel)));
      }
    }
    return new ImageFile(name, new Shape(channels, raster.getHeight(), raster.getWidth()), pixels);
  }

  private static int[] band(Raster raster, int band) {
    return raster.getSamples(
        raster.getMinX(),
        raster.getMinY(),
        raster.getWidth(),
        raster.getHeight(),
        band,
        (int[]) null);
  }

  private static void requireOpaque(String name, int opacity) {
    if (opacity != OPAQUE) {
      throw new InvalidInputException(
          name + " is transparent in places: save it on a background, without an alpha channel");
    }
  }
}

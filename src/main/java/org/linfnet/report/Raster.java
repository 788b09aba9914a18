package org.linfnet.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A picture made of pixels.
 *
 * @param image not copied: whoever holds the picture must not draw on it
 * @param dots of the image for each CSS pixel, along a side
 */
record Raster(BufferedImage image, int dots) implements Picture {

  @Override
  public int width() {
    return image.getWidth() / dots;
  }

  @Override
  public int height() {
    return image.getHeight() / dots;
  }

  @Override
  public byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, "png", bytes)) {
        throw new IllegalStateException("this Java runtime does not write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public Optional<String> svg() {
    return Optional.empty();
  }
}

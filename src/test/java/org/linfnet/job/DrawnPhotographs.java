package org.linfnet.job;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/** PNG files of one class: a colour with noise. */
final class DrawnPhotographs {

  private DrawnPhotographs() {}

  /**
   * Draws files {@code 0.png}, {@code 1.png} and so on into a folder, which is made.
   *
   * @param side height and width
   * @param rgb the colour, each channel at most 195
   */
  static void draw(Path folder, int images, int side, int rgb) throws IOException {
    Files.createDirectories(folder);
    Random random = new Random(rgb);
    for (int k = 0; k < images; k++) {
      BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < side * side; i++) {
        int noise = random.nextInt(60) << 16 | random.nextInt(60) << 8 | random.nextInt(60);
        image.setRGB(i % side, i / side, rgb + noise);
      }
      ImageIO.write(image, "png", folder.resolve(k + ".png").toFile());
    }
  }
}

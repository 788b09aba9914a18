package org.linfnet.input;

import java.io.Serializable;
import org.linfnet.InvalidInputException;

/**
 * How training changes examples at random. Encodings without such changes ignore it.
 *
 * @param cropPadding the pixels of the border that random crops are taken out of; 0 for none
 * @param cropBorder what the border is made of
 * @param cropChance how likely an image is cropped, each time that it is read
 * @param mirrorChance how likely an image is mirrored, left to right, each time that it is read
 */
public record Augmentation(
    int cropPadding, CropBorder cropBorder, double cropChance, double mirrorChance)
    implements Serializable {

  /** Examples stay as they are. */
  public static final Augmentation NONE = new Augmentation(0, CropBorder.ZERO, 0, 0);

  /**
   * @throws InvalidInputException when the padding is negative, or a chance is not in [0, 1]
   */
  public Augmentation {
    if (cropPadding < 0) {
      throw new InvalidInputException(
          "a border of " + cropPadding + " pixels: it must be 0 or more");
    }
    requireChance(cropChance, "crop");
    requireChance(mirrorChance, "mirror");
  }

  private static void requireChance(double chance, String change) {
    if (!(chance >= 0 && chance <= 1)) {
      throw new InvalidInputException(
          "a chance of %s to %s: it must be in [0, 1]".formatted(chance, change));
    }
  }
}

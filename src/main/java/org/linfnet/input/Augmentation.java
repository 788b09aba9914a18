package org.linfnet.input;

import java.io.Serializable;
import org.linfnet.InvalidInputException;

/**
 * How training changes examples at random. Encodings without such changes ignore it.
 *
 * @param cropPadding the border of zero pixels that random crops are taken out of; 0 for none
 * @param cropChance how likely an image is cropped, each time that it is read
 */
public record Augmentation(int cropPadding, double cropChance) implements Serializable {

  /** Examples stay as they are. */
  public static final Augmentation NONE = new Augmentation(0, 0);

  /**
   * @throws InvalidInputException when the padding is negative, or the chance is not in [0, 1]
   */
  public Augmentation {
    if (cropPadding < 0) {
      throw new InvalidInputException(
          "a border of " + cropPadding + " pixels: it must be 0 or more");
    }
    if (!(cropChance >= 0 && cropChance <= 1)) {
      throw new InvalidInputException(
          "a chance of " + cropChance + " to crop: it must be in [0, 1]");
    }
  }
}

package org.linfnet.kernel;

/**
 * The shape of one block of distances.
 *
 * @param batch the rows of {@code z}, {@code float[batch * inputs]}
 * @param outputs the rows of {@code w}, {@code float[outputs * inputs]}
 * @param inputs the length of every row
 */
public record BlockShape(int batch, int outputs, int inputs) {

  /**
   * @throws IllegalArgumentException when a side is negative, or there is no input
   */
  public BlockShape {
    if (batch < 0 || outputs < 0 || inputs < 1) {
      throw new IllegalArgumentException(
          "no such block: " + batch + " x " + outputs + " x " + inputs);
    }
  }
}

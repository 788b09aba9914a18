package org.linfnet.layer;

import org.linfnet.kernel.Rows;

/**
 * Rows of weights among the numbers of a network.
 *
 * @param rows how many
 * @param columns the weights of a row
 * @param values {@code float[rows * columns]}, row-major
 */
public record WeightMatrix(int rows, int columns, Rows values) {

  /** The matrix that fills a slot. */
  static WeightMatrix in(float[] numbers, Slot slot, int rows) {
    return new WeightMatrix(rows, slot.length() / rows, new Rows(numbers, slot.at()));
  }
}

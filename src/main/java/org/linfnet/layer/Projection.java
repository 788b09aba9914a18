package org.linfnet.layer;

import java.io.Serializable;

/** Puts a slot's numbers back among those that its layer allows, after the optimiser moved them. */
@FunctionalInterface
public interface Projection extends Serializable {

  /** All numbers are allowed. */
  Projection NONE = (numbers, slot) -> {};

  /**
   * Moves the slot's numbers to the nearest that are allowed.
   *
   * @param numbers all numbers of the network; the slot's are changed
   */
  void apply(float[] numbers, Slot slot);
}

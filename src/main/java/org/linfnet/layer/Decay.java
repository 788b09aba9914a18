package org.linfnet.layer;

import java.io.Serializable;

/** How weight decay changes a slot. */
@FunctionalInterface
public interface Decay extends Serializable {

  /** The slot does not decay. */
  Decay NONE = (numbers, slot, p, rate) -> {};

  /**
   * Applies one step of decay to a slot.
   *
   * @param numbers all numbers of the network; the slot's are changed
   * @param slot the part to change
   * @param p the norm of the step
   * @param rate the learning rate times the recipe's decay
   */
  void step(float[] numbers, Slot slot, float p, double rate);
}

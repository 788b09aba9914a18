package org.linfnet.layer;

import java.io.Serializable;

/**
 * A named part of the flat array of a network's numbers.
 *
 * @param name unique in the network, such as {@code 1.distance.weights}
 * @param at where it begins in the array
 * @param length how many numbers it holds
 * @param role how training changes it
 * @param decay how weight decay changes it
 */
public record Slot(String name, int at, int length, Role role, Decay decay)
    implements Serializable {

  /** How training changes a slot. */
  public enum Role {
    /** The optimiser moves it along the gradient. */
    TRAINED,
    /** It is an exponential average of a statistic of the batches. */
    RUNNING
  }

  /** The position after the slot's last number. */
  public int end() {
    return at + length;
  }
}

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
 * @param projection what follows each step of the optimiser
 */
public record Slot(String name, int at, int length, Role role, Decay decay, Projection projection)
    implements Serializable {

  /** A slot that may hold any numbers. */
  public Slot(String name, int at, int length, Role role, Decay decay) {
    this(name, at, length, role, decay, Projection.NONE);
  }

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

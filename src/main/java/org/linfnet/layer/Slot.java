package org.linfnet.layer;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A named part of the flat array of a network's numbers.
 *
 * @param name unique in the network, such as {@code 1.distance.weights}
 * @param at where it begins in the array
 * @param length how many numbers it holds
 * @param role how training changes it
 * @param update what the optimiser does to it beside its step
 */
public record Slot(String name, int at, int length, Role role, Update update)
    implements Serializable {

  /**
   * What the optimiser does to a slot beside its step.
   *
   * @param rate what the learning rate is multiplied by
   * @param decay how weight decay changes the slot
   * @param projection what follows each step
   */
  public record Update(double rate, Decay decay, Projection projection) implements Serializable {

    /** A step at the learning rate and nothing else. */
    public static final Update PLAIN = new Update(1, Decay.NONE, Projection.NONE);

    /** A step at the learning rate, and weight decay. */
    public static Update decaying(Decay decay) {
      return new Update(1, decay, Projection.NONE);
    }
  }

  /** How training changes a slot. */
  public enum Role {
    /** The optimiser moves it along the gradient. */
    TRAINED,
    /** It is an exponential average of a statistic of the batches. */
    RUNNING
  }

  /** The slot's own numbers, {@code float[length]}, out of all numbers of a network. */
  public float[] of(float[] numbers) {
    return Arrays.copyOfRange(numbers, at, end());
  }

  /** The position after the slot's last number. */
  public int end() {
    return at + length;
  }
}

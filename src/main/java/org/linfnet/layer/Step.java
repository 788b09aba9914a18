package org.linfnet.layer;

import java.io.Serializable;
import org.linfnet.RandomStream;

/**
 * How a network computes one block: with which norm, for which purpose and with which random
 * numbers. Layers that need none of these ignore it.
 *
 * @param p the norm of distances: finite while training, infinity in the finished network
 * @param phase what the block is computed for
 * @param random the seed of random numbers that layers draw in this step
 */
public record Step(float p, Phase phase, RandomStream random) implements Serializable {

  private static final RandomStream NO_RANDOM = new RandomStream(0);

  /** What a block is computed for. */
  public enum Phase {
    /** A gradient moves the numbers. */
    TRAINING,
    /** The running slots are set to their averages over the training examples. */
    REFITTING,
    /** The network is used as it is. */
    SCORING
  }

  /** A step of training at norm p. */
  public static Step training(float p, RandomStream random) {
    return new Step(p, Phase.TRAINING, random);
  }

  /** A pass over training examples that sets the running slots of the finished network. */
  public static Step refitting() {
    return new Step(Float.POSITIVE_INFINITY, Phase.REFITTING, NO_RANDOM);
  }

  /** Scoring with the finished network. */
  public static Step scoring() {
    return scoring(Float.POSITIVE_INFINITY);
  }

  /** Scoring with the same numbers at norm p. Attacks follow the gradient of this relaxation. */
  public static Step scoring(float p) {
    return new Step(p, Phase.SCORING, NO_RANDOM);
  }
}

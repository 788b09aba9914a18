package org.linfnet.train;

import java.io.Serializable;

/**
 * How the network as it stands, at p = infinity with the running means, does on examples that it is
 * not trained on.
 */
public final class ValidationScore implements Serializable {

  private static final long serialVersionUID = 1;

  private final long examples;
  private final long correct;
  private final long certified;

  /**
   * @param examples how many
   * @param correct how many have the largest logit at their label
   * @param certified how many of these keep it within the recipe's epsilon, by the margin's
   *     certificate, or by intervals where training rests on bounds
   */
  public ValidationScore(long examples, long correct, long certified) {
    this.examples = examples;
    this.correct = correct;
    this.certified = certified;
  }

  /** Of no examples. */
  public static ValidationScore none() {
    return new ValidationScore(0, 0, 0);
  }

  /** Of these examples and those. */
  public ValidationScore plus(ValidationScore other) {
    return new ValidationScore(
        examples + other.examples, correct + other.correct, certified + other.certified);
  }

  /** How many examples. */
  public long examples() {
    return examples;
  }

  /** How many have the largest logit at their label. */
  public long correct() {
    return correct;
  }

  /** How many of these are certified at the recipe's epsilon. */
  public long certified() {
    return certified;
  }

  /** The fraction classified rightly. */
  public double cleanAccuracy() {
    return correct / (double) examples;
  }

  /** The fraction certified at the recipe's epsilon. */
  public double certifiedAccuracy() {
    return certified / (double) examples;
  }
}

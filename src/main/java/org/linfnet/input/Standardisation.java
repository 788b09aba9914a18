package org.linfnet.input;

import java.util.List;

/**
 * An encoding as arithmetic, so that another runtime can compute it: a float x in the user's units
 * becomes {@code (x - centre) / scale}, computed in double and rounded to float once.
 *
 * @param centres {@code double[inputs]}
 * @param scales {@code double[inputs]}, above 0
 * @param least the least x for which anything is certified
 * @param largest the largest x for which anything is certified
 * @param steps when it is not 0, a float that is nearest to {@code k / steps} for a whole k stands
 *     for {@code k / steps}, so that a stored image gives the same bits as its table does
 * @param reaches what the ball of an example can reach, ascending
 */
public record Standardisation(
    double[] centres, double[] scales, float least, float largest, int steps, List<Reach> reaches) {

  /**
   * A size of examples for the bound of rounding errors.
   *
   * @param below {@link Encoding#range} of this size holds every input of a ball when the largest
   *     absolute input of its centre and its radius add up to less than half of this, in network
   *     units
   * @param size as {@link Encoding#reach} gives it
   */
  public record Reach(double below, float size) {}

  /**
   * By how much less two numbers can differ than the floats that stand for them, in the user's
   * units.
   */
  public double lostBySteps() {
    // Each of both is off by at most half an ulp of a float below the largest.
    return steps == 0 ? 0 : Math.ulp(Math.nextDown(largest));
  }
}

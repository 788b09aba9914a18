package org.linfnet.layer;

/**
 * The operations in which a layer states its function, so that another runtime can compute it. A
 * value is a block of examples: one row of floats for each. An operation gives a new value, and
 * treats each row alone.
 *
 * <p>Certificates rest on how operations round. {@link #products} may add up in any order; {@link
 * #tanh}, {@link #logistic} and the sums of {@link #sortedDifferences} are computed in double and
 * rounded to float once; each other operation is exact, or gives the float nearest to its result.
 *
 * @param <V> what stands for a value
 */
public interface Operations<V> {

  /** A place whose value is 0. */
  int NOWHERE = -1;

  /** {@code x_i + amounts_i}. */
  V plus(V x, float[] amounts);

  /** {@code -x_i}. */
  V negative(V x);

  /** {@code max_i |x_i - w_ki|} for each row k of the weights. */
  V distances(V x, WeightMatrix weights);

  /**
   * {@code sum_j shares_j s_j} for each row k of the weights, where s are the differences {@code
   * |x_i - w_ki|} from the largest down.
   *
   * @param shares of the largest differences; the others have none
   */
  V sortedDifferences(V x, WeightMatrix weights, double[] shares);

  /**
   * {@code sum_i w_ki x_i} for each row k of the weights. Where x is longer than a row of the
   * weights, it is a run of such vectors, and the results of one vector lie side by side.
   */
  V products(V x, WeightMatrix weights);

  /**
   * {@code x} at each of the places.
   *
   * @param places {@code int[values of the result]}; {@link #NOWHERE} gives 0
   */
  V pick(V x, int[] places);

  /** {@code max(x_i, y_i)}. */
  V larger(V x, V y);

  /** {@code min(x_i, y_i)}. */
  V smaller(V x, V y);

  /** The values of x, and behind them those of y. */
  V joined(V x, V y);

  /** {@code max(x_i, 0)}. */
  V relu(V x);

  /** The hyperbolic tangent. */
  V tanh(V x);

  /** {@code 1 / (1 + exp(-x_i))}. */
  V logistic(V x);
}

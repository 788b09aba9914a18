package org.linfnet.network;

/**
 * A layer of the finished network, p = infinity, which also carries a box of inputs through.
 *
 * <p>Certificates hold for floats because of what each such layer keeps to: an output is monotone
 * in each input or the absolute value of what is; it rounds once, a result no larger than the
 * output's bounds, and passes an error of its inputs on no larger than it came; and its bounds come
 * from the same float operations on the ends of the box. See {@code docs/soundness.md}.
 */
public interface BoundedLayer extends Layer {

  /**
   * The least and the largest output over all inputs between two bounds, feature by feature.
   *
   * @param lower {@code input} holds the lower bounds; {@code output} is filled
   * @param upper {@code input} holds the upper bounds; {@code output} is filled
   */
  void bounds(NetworkState state, LayerBlock lower, LayerBlock upper);
}

package org.linfnet.network;

/** A layer of the finished network, p = infinity, which also carries a box of inputs through. */
public interface BoundedLayer extends Layer {

  /**
   * The least and the largest output over all inputs between two bounds, feature by feature.
   *
   * @param lower {@code input} holds the lower bounds; {@code output} is filled
   * @param upper {@code input} holds the upper bounds; {@code output} is filled
   */
  void bounds(NetworkState state, LayerBlock lower, LayerBlock upper);
}

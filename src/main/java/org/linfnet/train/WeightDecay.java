package org.linfnet.train;

import org.linfnet.layer.Slot;
import org.linfnet.network.NetworkState;

/**
 * Decay of weights beside the optimiser, slot by slot as the layers define it.
 *
 * @param decay the factor beside the learning rate; 0 for none
 */
public record WeightDecay(double decay) {

  /**
   * Applies one step to all slots.
   *
   * @param state the network whose numbers change
   * @param p the norm of the step
   * @param learningRate of the step
   */
  void step(NetworkState state, float p, double learningRate) {
    if (decay == 0) {
      return;
    }
    for (Slot slot : state.network().slots()) {
      slot.update().decay().step(state.numbers(), slot, p, learningRate * decay);
    }
  }
}

package org.linfnet.layer;

import java.util.List;
import java.util.Random;

/** A layer {@code y = W x + b}, for any matrix W that rows of weights stand for. */
interface LinearLayer extends Layer {

  /** The rows of weights and their biases. */
  WeightRows rows();

  /** The weights, row after row. */
  default Slot weights() {
    return rows().weights();
  }

  /** The bias of each row. */
  default Slot bias() {
    return rows().bias();
  }

  @Override
  default List<Slot> slots() {
    return List.of(weights(), bias());
  }

  @Override
  default void start(float[] numbers, Random random) {
    rows().start(numbers, random);
  }

  /** The largest l_1 norm of a row of weights. */
  @Override
  default double lipschitz(float[] numbers) {
    return rows().largestNorm(numbers);
  }

  @Override
  default boolean nonexpansive() {
    return rows().stayOnL1Ball();
  }
}

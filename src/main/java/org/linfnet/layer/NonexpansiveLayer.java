package org.linfnet.layer;

/**
 * A layer that moves no two inputs further apart in the l-infinity norm, whatever its numbers are.
 */
interface NonexpansiveLayer extends Layer {

  @Override
  default double lipschitz(float[] numbers) {
    return 1;
  }

  @Override
  default boolean nonexpansive() {
    return true;
  }
}

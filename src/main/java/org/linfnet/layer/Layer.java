package org.linfnet.layer;

import java.io.Serializable;
import java.util.List;
import java.util.Random;
import org.linfnet.kernel.Kernels;

/**
 * A layer of a network: a kind, its sizes, and the places of its numbers in the flat array of the
 * network. Immutable.
 *
 * <p>A certificate multiplies the {@link #lipschitz} constants and adds up the {@link
 * #roundingError} of all layers, so both must be true for every kind.
 */
public interface Layer extends Serializable {

  /** The shape of an example that comes in. */
  Shape inputs();

  /** The shape of an example that goes out. */
  Shape outputs();

  /** The layer's slots, in the order of their places; empty when it has no numbers. */
  List<Slot> slots();

  /**
   * Draws the numbers that training starts from into the layer's slots, which are 0 before.
   *
   * @param numbers all numbers of the network
   * @param random where they are drawn from
   */
  void start(float[] numbers, Random random);

  /**
   * Buffers and caches for carrying blocks through the layer. One thread uses them at a time.
   *
   * @param kernels the loops to compute with
   * @param capacity the most examples of a block
   */
  LayerPass pass(Kernels kernels, int capacity);

  /**
   * An upper bound of how much the layer of the finished network stretches the l-infinity norm in
   * real arithmetic: {@code |f(x) - f(x')|_inf <= lipschitz |x - x'|_inf} for all x and x'.
   */
  double lipschitz(float[] numbers);

  /** The same for layers behind one another: the product of their bounds. */
  static double lipschitz(List<Layer> layers, float[] numbers) {
    double product = 1;
    for (Layer layer : layers) {
      double factor = layer.lipschitz(numbers);
      product = factor == 1 ? product : Math.nextUp(product * factor);
    }
    return product;
  }

  /**
   * Whether {@link #lipschitz} of the numbers that training leaves is at most 1, but for the
   * rounding of weights: a ball of inputs stays within the ball of the same radius around the
   * output. Training relies on it. A certificate asks {@link #lipschitz}.
   */
  default boolean nonexpansive() {
    return false;
  }

  /**
   * An upper bound, over all float inputs in a box, of how far an output that the finished network
   * computes in float lies from the same function of the same input in real arithmetic.
   *
   * @param numbers all numbers of the network
   * @param input the box, of one example
   * @param output what {@link LayerPass#bounds} gives for this box
   */
  double roundingError(float[] numbers, Bounds input, Bounds output);

  /**
   * The function of the finished network, p = infinity, in operations that other runtimes have.
   * {@link #roundingError} must hold for the floats of these operations as well.
   *
   * @param numbers all numbers of the network
   * @param x a block of inputs
   * @param <V> what stands for a block of values
   * @return the block of outputs
   */
  <V> V formula(Operations<V> operations, float[] numbers, V x);
}

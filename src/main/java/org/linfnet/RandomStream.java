package org.linfnet;

import java.io.Serializable;
import java.util.Random;

/**
 * A seed and the well-mixed seeds that follow from it: {@code new RandomStream(seed).at(epoch,
 * shard).random()} gives the same numbers wherever and whenever it is asked for.
 *
 * <p>The generator is {@link Random}, for its bits are specified and so alike on every JDK.
 *
 * @param seed 64 bits
 */
public record RandomStream(long seed) implements Serializable {

  private static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

  /** The stream at a place below this one, such as an epoch and a shard; the order counts. */
  public RandomStream at(long... place) {
    long mixed = seed;
    for (long index : place) {
      mixed = finalise((mixed + GOLDEN_RATIO) ^ finalise(index + GOLDEN_RATIO));
    }
    return new RandomStream(mixed);
  }

  /** A new generator at the start of this stream. */
  public Random random() {
    return new Random(finalise(seed + GOLDEN_RATIO));
  }

  /** The finaliser of splitmix64: each bit of the result depends on every bit given. */
  private static long finalise(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

package org.linfnet.kernel.simd;

import java.util.Arrays;

/**
 * Sums of powers of at most 1, of a few neurons and a group of examples each, and their roots. In
 * whole multiples of 2^-40 the order of an addition means nothing, so that a sum is the difference
 * of two places in one running sum over all terms, and its bits do not depend on who else is in the
 * group.
 */
final class TermSums {

  private static final float TO_UNITS = 0x1p40f;
  private static final float OF_UNITS = 0x1p-40f;

  /** Of each neuron, {@code float[neurons * ExampleGroups.SIZE]}. */
  final float[] sum;

  /** {@code sum^(1/p)}. */
  final float[] root;

  private final long[] units;
  private int[] ends = new int[0];
  private int[] owners = new int[0];
  private long[] running = new long[1];
  private int segments;

  TermSums(int mostNeurons) {
    sum = new float[mostNeurons * ExampleGroups.SIZE];
    root = new float[mostNeurons * ExampleGroups.SIZE];
    units = new long[mostNeurons * ExampleGroups.SIZE];
  }

  /** Makes room for the segments of rows of so many inputs. */
  void grow(int inputs) {
    int most = units.length * (inputs / Long.SIZE + 1);
    if (ends.length < most) {
      ends = new int[most];
      owners = new int[most];
    }
  }

  /** Forgets all segments. */
  void begin() {
    segments = 0;
  }

  /**
   * Says that the terms from the last segment's end up to this one are of one sum. A sum may have
   * many segments.
   */
  void segment(int owner, int end) {
    owners[segments] = owner;
    ends[segments] = end;
    segments++;
  }

  /** Adds up so many powers, each at most 1. */
  void add(float[] powers, int size) {
    if (running.length <= powers.length) {
      running = new long[powers.length + 1];
    }
    run(powers, size);
    Arrays.fill(units, 0);
    long before = 0;
    for (int segment = 0; segment < segments; segment++) {
      long after = running[ends[segment]];
      units[owners[segment]] += after - before;
      before = after;
    }
    for (int at = 0; at < sum.length; at++) {
      sum[at] = units[at] * OF_UNITS;
    }
  }

  private void run(float[] powers, int size) {
    long total = 0;
    for (int k = 0; k < size; k++) {
      total += (long) (powers[k] * TO_UNITS);
      running[k + 1] = total;
    }
  }

  /** Takes the roots of all sums; that of no terms means nothing. */
  void root(float p) {
    Roots.take(sum, p, root, root.length);
  }
}

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
  private final int[] lastSegments;
  private int[] ends = new int[0];
  private long[] running = new long[1];
  private int segments;
  private int neurons;

  TermSums(int mostNeurons) {
    sum = new float[mostNeurons * ExampleGroups.SIZE];
    root = new float[mostNeurons * ExampleGroups.SIZE];
    units = new long[mostNeurons * ExampleGroups.SIZE];
    lastSegments = new int[mostNeurons];
  }

  /** Makes room for rows of so many inputs. */
  void grow(int inputs) {
    ends = new int[units.length * (inputs / Long.SIZE + 1)];
    running = new long[units.length * inputs + 1];
  }

  /** Forgets all neurons. */
  void begin() {
    segments = 0;
    neurons = 0;
  }

  /**
   * Says where the terms of one more example end, and those of the next begin: example by example
   * of the group, as often as it takes.
   */
  void segment(int end) {
    ends[segments] = end;
    segments++;
  }

  /** Says that one more neuron has all its segments. */
  void end() {
    lastSegments[neurons] = segments;
    neurons++;
  }

  /** Adds up so many powers, each at most 1. */
  void add(float[] powers, int size) {
    run(powers, size);
    Arrays.fill(units, 0);
    int segment = 0;
    for (int neuron = 0; neuron < neurons; neuron++) {
      int first = neuron * ExampleGroups.SIZE;
      for (; segment < lastSegments[neuron]; segment++) {
        long before = segment == 0 ? 0 : running[ends[segment - 1]];
        units[first + segment % ExampleGroups.SIZE] += running[ends[segment]] - before;
      }
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

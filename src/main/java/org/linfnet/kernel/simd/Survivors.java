package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.SparseDerivatives;

/**
 * The terms that count at a large p, of one neuron and a group of examples. One thread's working
 * memory; it grows with the longest row.
 *
 * <p>A term is kept as {@code f = (|z_i - w_i| - reference) / reference}, exact to a relative 2^-23
 * however near 0, because {@code p log2(1 + f)} multiplies its error by p.
 */
final class Survivors {

  private static final int NONE = Integer.MAX_VALUE;
  private static final int CHAINS = 4;

  /** The last bit of a word; where there is none left, its first is taken. */
  private static final int LAST = Long.SIZE - 1;

  /** What is written of an example's terms before any question is asked. */
  private static final int UNASKED = 4;

  private final int[] low = new int[LENGTH];
  private final int[] high = new int[LENGTH];
  private final int[] below = new int[ExampleGroups.SIZE];
  private final float[] reference = new float[ExampleGroups.SIZE];
  private final float[] reciprocal = new float[ExampleGroups.SIZE];
  private final float[] roots = new float[ExampleGroups.SIZE];
  private final double[] sums = new double[CHAINS * ExampleGroups.SIZE];
  private int[] where = new int[0];
  private float[] difference = new float[0];
  private final TermPowers powers = new TermPowers();
  private int size;

  private void grow(int inputs) {
    int terms = ExampleGroups.SIZE * inputs;
    if (where.length < terms + UNASKED) {
      where = new int[terms + UNASKED];
      difference = new float[terms + TermPowers.SPARE];
      powers.grow(terms);
    }
  }

  /**
   * Says what is to count: of an example whose reference is regular, the terms of at least {@code
   * cut}, positive, of it; of any other, and past the last, none.
   *
   * @param references {@code float[SIZE]}
   * @param examples how many there are
   */
  void count(float[] references, int examples, float cut) {
    for (int example = 0; example < ExampleGroups.SIZE; example++) {
      float whole = references[example];
      boolean counts = example < examples && LargePower.isRegular(whole);
      below[example] = counts ? Float.floatToRawIntBits(whole * cut) - 1 : NONE;
      reference[example] = whole;
      reciprocal[example] = 1 / whole;
    }
  }

  /** Collects what counts among the contenders. */
  void collect(ExampleGroups groups, int group, Contenders contenders, float[] w, int wRow) {
    int at = groups.valuesAt(group);
    grow(groups.inputs());
    size = 0;
    for (int from = 0; from < contenders.count; from += Long.SIZE) {
      int half = Math.min(from + Integer.SIZE, contenders.count);
      int to = Math.min(from + Long.SIZE, contenders.count);
      for (int b = 0; b < ExampleGroups.SIZE; b += LENGTH) {
        sift(low, b, groups.values, at + b, contenders.inputs, from, half, w, wRow);
        sift(high, b, groups.values, at + b, contenders.inputs, half, to, w, wRow);
        list(b, contenders.inputs, from);
      }
    }
    express(groups.values, at, w, wRow);
  }

  /** Up to 32 contenders for a vector of examples: one bit for each of them, in a word a lane. */
  private void sift(
      int[] hits,
      int b,
      float[] values,
      int at,
      int[] inputs,
      int from,
      int to,
      float[] w,
      int wRow) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector limit = IntVector.fromArray(INTS, below, b);
    IntVector hit = IntVector.zero(INTS);
    for (int k = to - 1; k >= from; k--) {
      int i = inputs[k];
      IntVector d =
          FloatVector.fromArray(FLOATS, values, at + i * ExampleGroups.SIZE)
              .sub(FloatVector.broadcast(FLOATS, w[wRow + i]))
              .reinterpretAsInts()
              .and(magnitude);
      hit = hit.add(hit).add(limit.sub(d).lanewise(LSHR, 31));
    }
    IntVector.zero(INTS).or(hit).intoArray(hits, 0);
  }

  /**
   * Lists what was hit, example by example. Few of 64 contenders are an example's: four are written
   * whether they are there or not, which takes no branch that a processor could guess wrong.
   */
  private void list(int b, int[] inputs, int from) {
    int n = size;
    for (int lane = 0; lane < LENGTH; lane++) {
      long bits = Integer.toUnsignedLong(low[lane]) | (long) high[lane] << Integer.SIZE;
      int place = b + lane << SparseDerivatives.INPUT_BITS;
      int end = n + Long.bitCount(bits);
      where[n] = place | inputs[from + (Long.numberOfTrailingZeros(bits) & LAST)];
      bits &= bits - 1;
      where[n + 1] = place | inputs[from + (Long.numberOfTrailingZeros(bits) & LAST)];
      bits &= bits - 1;
      where[n + 2] = place | inputs[from + (Long.numberOfTrailingZeros(bits) & LAST)];
      bits &= bits - 1;
      where[n + 3] = place | inputs[from + (Long.numberOfTrailingZeros(bits) & LAST)];
      bits &= bits - 1;
      n += UNASKED;
      while (bits != 0) {
        where[n] = place | inputs[from + Long.numberOfTrailingZeros(bits)];
        n++;
        bits &= bits - 1;
      }
      n = end;
    }
    size = n;
  }

  private void express(float[] values, int at, float[] w, int wRow) {
    for (int k = 0; k < size; k++) {
      int example = where[k] >>> SparseDerivatives.INPUT_BITS;
      int i = where[k] & SparseDerivatives.INPUT;
      float d = values[at + i * ExampleGroups.SIZE + example] - w[wRow + i];
      difference[k] = d;
      powers.term[k] = (Math.abs(d) - reference[example]) * reciprocal[example];
    }
  }

  /** Raises every term to the power p. */
  void raise(float p) {
    powers.raise(p, size);
  }

  /**
   * Adds up each example's powers and takes the root of the sum. In four chains, for an addition to
   * wait for less; a term's chain depends on its input alone, and so do the bits of the sum not
   * depend on who else is in the group.
   */
  void add(float p) {
    float[] power = powers.power;
    double[] chains = sums;
    Arrays.fill(chains, 0);
    for (int k = 0; k < size; k++) {
      int example = where[k] >>> SparseDerivatives.INPUT_BITS;
      int chain = where[k] / LENGTH % CHAINS;
      chains[chain * ExampleGroups.SIZE + example] += power[k];
    }
    float root = 1 / p;
    for (int example = 0; example < ExampleGroups.SIZE; example++) {
      roots[example] = Powers.exp2(Powers.log2(sum(example)) * root);
    }
  }

  /** The sum of an example's powers. */
  float sum(int example) {
    double even = sums[example] + sums[2 * ExampleGroups.SIZE + example];
    double odd = sums[ExampleGroups.SIZE + example] + sums[3 * ExampleGroups.SIZE + example];
    return (float) (even + odd);
  }

  /** The distance of an example that has terms. */
  float distance(int example) {
    return reference[example] * roots[example];
  }

  /**
   * Hands the derivatives over: with terms {@code t_i^p} of sum S they are {@code s_i t_i^(p-1)
   * S^(1/p) / S}.
   *
   * @param b the group's first example
   * @param o the neuron
   */
  void keep(int b, int o, SparseDerivatives kept) {
    for (int example = 0; example < ExampleGroups.SIZE; example++) {
      roots[example] /= sum(example);
    }
    powers.divide(difference, size);
    kept.keep(b, o, where, powers.power, roots, size);
  }

  /**
   * Adds {@code gradient s_i t_i^p} to the gradient of z, and takes it from that of w.
   *
   * @param gradient of y, {@code float[SIZE]}
   * @param gradientZ null when it is not wanted
   * @param gradientZAt where the group's first row begins
   * @param gradientW null when it is not wanted
   */
  void scatter(
      float[] gradient,
      int inputs,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWRow) {
    for (int k = 0; k < size; k++) {
      int example = where[k] >>> SparseDerivatives.INPUT_BITS;
      int i = where[k] & SparseDerivatives.INPUT;
      float term = Math.copySign(powers.power[k], difference[k]) * gradient[example];
      if (gradientZ != null) {
        gradientZ[gradientZAt + example * inputs + i] += term;
      }
      if (gradientW != null) {
        gradientW[gradientWRow + i] -= term;
      }
    }
  }
}

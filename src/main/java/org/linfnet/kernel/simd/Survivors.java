package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.SparseDerivatives;

/**
 * The terms that count at a large p, of a few neurons and a group of examples, whose powers are
 * then taken at once. One thread's working memory; it grows with the longest row.
 *
 * <p>A term is kept as what it lacks of its reference, {@code (reference - |z_i - w_i|) /
 * reference}, with the sign of {@code z_i - w_i}: see {@link TermPowers}.
 */
final class Survivors {

  /** The neurons that are taken together. */
  static final int NEURONS = 8;

  private static final int NONE = Integer.MAX_VALUE;

  /** The hits that a step lists, whether they are there or not. */
  private static final int AT_ONCE = 2;

  /** The last bit of a word; where there is none left, its first is taken. */
  private static final int LAST = Long.SIZE - 1;

  private final int[] low = new int[LENGTH];
  private final int[] high = new int[LENGTH];
  private final long[] words = new long[LENGTH + 1];
  private final float[] lacks = new float[Long.SIZE * LENGTH];
  private final int[] below = new int[ExampleGroups.SIZE];
  private final float[] references = new float[NEURONS * ExampleGroups.SIZE];
  private final float[] reciprocals = new float[NEURONS * ExampleGroups.SIZE];
  private final float[] factors = new float[NEURONS * ExampleGroups.SIZE];
  private final int[] ends = new int[NEURONS];
  private final TermPowers powers = new TermPowers();
  private final TermSums sums = new TermSums(NEURONS);
  private int[] where = new int[0];
  private int neurons;
  private int size;

  /** Forgets all neurons. */
  void begin(int inputs) {
    int terms = NEURONS * ExampleGroups.SIZE * inputs;
    if (where.length < terms + AT_ONCE) {
      where = new int[terms + AT_ONCE];
      powers.grow(terms + AT_ONCE);
      sums.grow(inputs);
    }
    sums.begin();
    neurons = 0;
    size = 0;
  }

  /**
   * Collects what counts of one more neuron among its contenders: of an example whose reference is
   * regular, the terms of at least {@code cut}, positive, of it; of any other, and past the last,
   * none.
   *
   * @param references {@code float[SIZE]}, at least as large as any term of theirs
   */
  void collect(
      float[] references,
      float cut,
      ExampleGroups groups,
      int group,
      Contenders contenders,
      float[] w,
      int wRow) {
    count(references, groups.size(group), cut);
    int at = groups.valuesAt(group);
    int first = neurons * ExampleGroups.SIZE;
    for (int from = 0; from < contenders.count; from += Long.SIZE) {
      int half = Math.min(from + Integer.SIZE, contenders.count);
      int to = Math.min(from + Long.SIZE, contenders.count);
      for (int b = 0; b < ExampleGroups.SIZE; b += LENGTH) {
        sift(low, b, first, groups.values, at, contenders.inputs, from, half, 0, w, wRow);
        sift(high, b, first, groups.values, at, contenders.inputs, half, to, Integer.SIZE, w, wRow);
        list(b, first + b, contenders.inputs, from);
      }
    }
    ends[neurons] = size;
    neurons++;
  }

  private void count(float[] wholes, int examples, float cut) {
    for (int example = 0; example < ExampleGroups.SIZE; example++) {
      float whole = wholes[example];
      boolean counts = example < examples && LargePower.isRegular(whole);
      below[example] = counts ? Float.floatToRawIntBits(whole * cut) - 1 : NONE;
    }
    for (int b = 0; b < ExampleGroups.SIZE; b += LENGTH) {
      int at = neurons * ExampleGroups.SIZE + b;
      FloatVector whole = FloatVector.fromArray(FLOATS, wholes, b);
      whole.intoArray(references, at);
      FloatVector.broadcast(FLOATS, 1f).div(whole).intoArray(reciprocals, at);
    }
  }

  /**
   * Up to 32 contenders for a vector of examples: one bit for each of them, in a word a lane; and
   * what each lacks, from the vector {@code place} on.
   */
  private void sift(
      int[] hits,
      int b,
      int first,
      float[] values,
      int at,
      int[] inputs,
      int from,
      int to,
      int place,
      float[] w,
      int wRow) {
    IntVector sign = IntVector.broadcast(INTS, SIGN);
    IntVector limit = IntVector.fromArray(INTS, below, b);
    FloatVector whole = FloatVector.fromArray(FLOATS, references, first + b);
    FloatVector part = FloatVector.fromArray(FLOATS, reciprocals, first + b);
    IntVector zero = IntVector.zero(INTS);
    IntVector hit = IntVector.zero(INTS);
    for (int k = to - 1; k >= from; k--) {
      int i = inputs[k];
      IntVector d =
          FloatVector.fromArray(FLOATS, values, at + i * ExampleGroups.SIZE + b)
              .sub(FloatVector.broadcast(FLOATS, w[wRow + i]))
              .reinterpretAsInts();
      IntVector magnitude = d.and(MAGNITUDE);
      whole
          .sub(magnitude.reinterpretAsFloats())
          .mul(part)
          .reinterpretAsInts()
          .max(zero)
          .or(d.and(sign))
          .reinterpretAsFloats()
          .intoArray(lacks, (place + k - from) * LENGTH);
      hit = hit.add(hit).add(limit.sub(magnitude).lanewise(LSHR, 31));
    }
    IntVector.zero(INTS).or(hit).intoArray(hits, 0);
  }

  /**
   * Lists what was hit, example by example. Each step writes the next hits of a word and goes on,
   * to the next word when there are none left, all without a branch, for a processor could only
   * guess how many hits an example has.
   */
  private void list(int b, int owner, int[] inputs, int from) {
    int steps = 0;
    int end = size;
    for (int lane = 0; lane < LENGTH; lane++) {
      long word = Integer.toUnsignedLong(low[lane]) | (long) high[lane] << Integer.SIZE;
      words[lane] = word;
      end += Long.bitCount(word);
      steps += Math.max(1, (Long.bitCount(word) + AT_ONCE - 1) / AT_ONCE);
      sums.segment(owner + lane, end);
    }
    int n = size;
    int lane = 0;
    long bits = words[0];
    for (int step = 0; step < steps; step++) {
      int place = b + lane << SparseDerivatives.INPUT_BITS;
      int hits = 0;
      for (int hit = 0; hit < AT_ONCE; hit++) {
        int k = Long.numberOfTrailingZeros(bits) & LAST;
        where[n + hit] = place | inputs[from + k];
        powers.term[n + hit] = lacks[k * LENGTH + lane];
        hits += 1 + (int) ifZero(bits);
        bits &= bits - 1;
      }
      n += hits;
      long done = ifZero(bits);
      bits |= words[lane + 1] & done;
      lane -= (int) done;
    }
    size = n;
  }

  /** -1 for 0, and 0 for all else. */
  private static long ifZero(long bits) {
    return (~bits & (bits - 1)) >> LAST;
  }

  /** Raises every term to the power p. */
  void raise(float p) {
    powers.raise(p, size);
  }

  /** Adds up the powers of each neuron and example and takes the roots of the sums. */
  void root(float p) {
    sums.add(powers.power, size);
    sums.root(p);
  }

  /** The sum of an example's powers. */
  float sum(int neuron, int example) {
    return sums.sum[neuron * ExampleGroups.SIZE + example];
  }

  /** The distance of an example that has terms, of a reference that is regular. */
  float distance(int neuron, int example) {
    int at = neuron * ExampleGroups.SIZE + example;
    return references[at] * sums.root[at];
  }

  /** What {@link #collect} was given. */
  float reference(int neuron, int example) {
    return references[neuron * ExampleGroups.SIZE + example];
  }

  /**
   * Makes the powers, of terms {@code t_i^p} of sum S, derivatives {@code s_i t_i^(p-1) S^(1/p) /
   * S}, but for the factor {@code S^(1/p) / S}.
   */
  void derive() {
    powers.divide(size);
    for (int at = 0; at < factors.length; at += LENGTH) {
      FloatVector.fromArray(FLOATS, sums.root, at)
          .div(FloatVector.fromArray(FLOATS, sums.sum, at))
          .intoArray(factors, at);
    }
  }

  /**
   * Hands over what {@link #derive} made.
   *
   * @param b the group's first example
   * @param o the neuron, {@code neuron} in here
   */
  void keep(int neuron, int b, int o, SparseDerivatives kept) {
    kept.keep(
        b,
        o,
        where,
        powers.power,
        start(neuron),
        ends[neuron],
        factors,
        neuron * ExampleGroups.SIZE);
  }

  /**
   * Adds {@code gradient s_i t_i^p} of the one neuron that there is to the gradient of z, and takes
   * it from that of w.
   *
   * @param gradient of y, {@code float[SIZE]}
   * @param b the group's first example
   * @param o the neuron
   * @param gradientZ null when it is not wanted
   * @param gradientW null when it is not wanted
   */
  void scatter(float[] gradient, int b, int o, int inputs, Rows gradientZ, Rows gradientW) {
    float[] gradientOfZ = gradientZ == null ? null : gradientZ.values();
    float[] gradientOfW = gradientW == null ? null : gradientW.values();
    int zRow = gradientZ == null ? 0 : gradientZ.row(b, inputs);
    int wRow = gradientW == null ? 0 : gradientW.row(o, inputs);
    for (int k = 0; k < size; k++) {
      int example = where[k] >>> SparseDerivatives.INPUT_BITS;
      int i = where[k] & SparseDerivatives.INPUT;
      float term = Math.copySign(powers.power[k], powers.term[k]) * gradient[example];
      if (gradientOfZ != null) {
        gradientOfZ[zRow + example * inputs + i] += term;
      }
      if (gradientOfW != null) {
        gradientOfW[wRow + i] -= term;
      }
    }
  }

  private int start(int neuron) {
    return neuron == 0 ? 0 : ends[neuron - 1];
  }
}

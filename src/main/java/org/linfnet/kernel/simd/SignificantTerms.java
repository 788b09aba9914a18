package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.FLOAT_VECTOR;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.INT_VECTOR;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.SparseDerivatives;

/**
 * The significant terms of a few neurons and a group of examples at a large p. Their powers are
 * taken together. One thread's working memory. It has room for every term of short rows from the
 * first call on; for longer rows it grows with the terms that may be significant.
 *
 * <p>A term is kept as its shortfall {@code (reference - |z_i - w_i|) / reference} with the sign of
 * {@code z_i - w_i}; see {@link TermPowers}.
 */
final class SignificantTerms {

  /** The most neurons that are taken together. */
  private static final int NEURONS = 8;

  /** The most terms of the neurons that are taken together, so that an int counts them. */
  private static final int MOST_TERMS = 1 << 30;

  private static final int NONE = Integer.MAX_VALUE;

  /** The terms that a step writes, also where a word has fewer left. */
  private static final int AT_ONCE = 2;

  /** The terms that there is room for from the first call on; they take 20 MiB. */
  private static final int FIRST_ROOM = (1 << 20) + AT_ONCE;

  /** The index of the last bit of a word, and a mask of indices. */
  private static final int LAST = Long.SIZE - 1;

  private final int[] low = new int[LENGTH];
  private final int[] high = new int[LENGTH];
  private final long[] words = new long[LENGTH + 1];
  private final float[] shortfalls = new float[Long.SIZE * LENGTH];
  private final int[] below = new int[ExampleGroups.SIZE];
  private final float[] references = new float[NEURONS * ExampleGroups.SIZE];
  private final float[] reciprocals = new float[NEURONS * ExampleGroups.SIZE];
  private final float[] factors = new float[NEURONS * ExampleGroups.SIZE];
  private final int[] ends = new int[NEURONS];
  private final TermPowers powers = new TermPowers();
  private final TermSums sums = new TermSums(NEURONS);
  private int[] where = new int[0];
  private int inputs;
  private int most;
  private int neurons;
  private int size;

  /** How many neurons are taken together whose rows have so many inputs. */
  static int neurons(int inputs) {
    return Math.max(1, Math.min(NEURONS, MOST_TERMS / ExampleGroups.SIZE / inputs));
  }

  /** Begins without neurons; at most {@link #neurons} of them follow. */
  void begin(int rowLength) {
    if (inputs != rowLength) {
      prepare(rowLength);
    }
    sums.begin();
    neurons = 0;
    size = 0;
  }

  private void prepare(int rowLength) {
    inputs = rowLength;
    most = Math.multiplyExact(neurons(inputs) * ExampleGroups.SIZE, inputs) + AT_ONCE;
    sums.grow(inputs);
    int first = Math.min(FIRST_ROOM, most);
    if (where.length < first) {
      grow(first);
    }
  }

  /** Makes room for so many terms. It keeps the terms that there are. */
  private void reserve(int terms) {
    if (where.length < terms) {
      grow(Math.min(terms + terms / 2, most));
    }
  }

  private void grow(int terms) {
    where = Arrays.copyOf(where, terms);
    powers.grow(terms);
  }

  /**
   * Collects the significant terms of one more neuron among its candidates. A term is significant
   * when the difference is at least {@code cut} times the example's reference. Examples whose
   * reference is not regular, and places past the last example, have none.
   *
   * @param references {@code float[SIZE]}, at least as large as any term of theirs
   */
  void collect(
      float[] references,
      float cut,
      ExampleGroups groups,
      int group,
      CandidateInputs candidates,
      float[] w,
      int wRow) {
    reserve(size + ExampleGroups.SIZE * candidates.count + AT_ONCE);
    setThresholds(references, groups.size(group), cut);
    int at = groups.valuesAt(group);
    int first = neurons * ExampleGroups.SIZE;
    for (int from = 0; from < candidates.count; from += Long.SIZE) {
      int half = Math.min(from + Integer.SIZE, candidates.count);
      int to = Math.min(from + Long.SIZE, candidates.count);
      for (int b = 0; b < ExampleGroups.SIZE; b += LENGTH) {
        select(b, first, groups.values, at, candidates.inputs, from, half, to, w, wRow);
        list(b, first + b, candidates.inputs, from);
      }
    }
    ends[neurons] = size;
    neurons++;
  }

  private void setThresholds(float[] wholes, int examples, float cut) {
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
   * Compares up to 64 candidates with the thresholds of a vector of examples. Writes one bit for
   * each candidate, in two words a lane, and the shortfalls.
   *
   * <p>Both words are filled here, since a method of so many bytecodes is compiled alone. Inlined
   * into its caller's loops it would come at the end of a long method; see {@link
   * Lanes#FLOAT_VECTOR}.
   */
  private void select(
      int b,
      int first,
      float[] values,
      int at,
      int[] inputs,
      int from,
      int half,
      int to,
      float[] w,
      int wRow) {
    IntVector sign = IntVector.broadcast(INTS, SIGN);
    IntVector limit = INT_VECTOR.cast(IntVector.fromArray(INTS, below, b));
    FloatVector whole = FLOAT_VECTOR.cast(FloatVector.fromArray(FLOATS, references, first + b));
    FloatVector part = FloatVector.fromArray(FLOATS, reciprocals, first + b);
    IntVector zero = IntVector.zero(INTS);
    IntVector found = IntVector.zero(INTS);
    for (int k = half - 1; k >= from; k--) {
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
          .intoArray(shortfalls, (k - from) * LENGTH);
      found = limit.sub(magnitude).lanewise(LSHR, 31).add(found).add(found);
    }
    INT_VECTOR.cast(IntVector.zero(INTS).or(found)).intoArray(low, 0);
    found = IntVector.zero(INTS);
    for (int k = to - 1; k >= half; k--) {
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
          .intoArray(shortfalls, (k - from) * LENGTH);
      found = limit.sub(magnitude).lanewise(LSHR, 31).add(found).add(found);
    }
    INT_VECTOR.cast(IntVector.zero(INTS).or(found)).intoArray(high, 0);
  }

  /**
   * Lists the significant terms, example by example. Each step writes the next terms of a word and
   * moves to the next word when none are left. No branch depends on the number of terms, which a
   * processor could not predict.
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
      int place = (b + lane) << SparseDerivatives.INPUT_BITS;
      int significant = 0;
      for (int found = 0; found < AT_ONCE; found++) {
        int k = Long.numberOfTrailingZeros(bits) & LAST;
        where[n + found] = place | inputs[from + k];
        powers.term[n + found] = shortfalls[k * LENGTH + lane];
        significant += 1 + (int) ifZero(bits);
        bits &= bits - 1;
      }
      n += significant;
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

  /** The reference of an example, as {@link #collect} was given it. */
  float reference(int neuron, int example) {
    return references[neuron * ExampleGroups.SIZE + example];
  }

  /**
   * Turns the powers {@code t_i^p}, whose sum is S, into {@code s_i t_i^(p-1)}, and computes the
   * factors {@code S^(1/p) / S}. Their products are the derivatives.
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
   * Hands over the derivatives that {@link #derive} computed.
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
   * Adds {@code gradient s_i t_i^p} of the only neuron to the gradient of z, and subtracts it from
   * that of w.
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

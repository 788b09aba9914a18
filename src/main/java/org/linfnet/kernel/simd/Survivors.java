package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.MAX;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import org.linfnet.kernel.SparseDerivatives;

/**
 * The terms of one tile of six pairs that count at a large p, and their powers. One thread's
 * working memory; it grows with the longest row.
 *
 * <p>A term is kept as {@code f = (|z_i - w_i| - reference) / reference}, exact to a relative 2^-23
 * however near 0, because {@code p log2(1 + f)} multiplies its error by p.
 */
final class Survivors {

  private static final int PAIRS = 6;
  private static final int FEW = 4;

  /** What is written past the last term and means nothing. */
  private static final int SPARE = 2 * LENGTH + FEW;

  private static final int CHUNKS_OF_A_WORD = Long.SIZE;

  private final int[] hits = new int[LENGTH];
  private final int[] starts = new int[PAIRS];
  private final int[] ends = new int[PAIRS];
  private int[] maxima = new int[0];
  private int stride;
  private int size;
  private int[] input = new int[0];
  private float[] term = new float[0];
  private float[] power = new float[0];
  private float[] derivative = new float[0];

  /** Forgets the terms of the tile before, and looks at two rows of z and three of w. */
  void look(float[] z, int z0, int z1, float[] w, int w0, int w1, int w2, int inputs) {
    size = 0;
    stride = ChunkMaxima.count(inputs) * LENGTH;
    if (maxima.length < PAIRS * stride || input.length < PAIRS * inputs + SPARE) {
      maxima = new int[PAIRS * stride];
      input = new int[PAIRS * inputs + SPARE];
      term = new float[PAIRS * inputs + SPARE];
      power = new float[PAIRS * inputs + SPARE];
      derivative = new float[PAIRS * inputs + SPARE];
    }
    ChunkMaxima.tile(z, z0, z1, w, w0, w1, w2, inputs, maxima, stride);
  }

  /** The largest difference of a pair. */
  float largest(int pair, float[] z, int zAt, float[] w, int wAt, int inputs) {
    IntVector largest = IntVector.zero(INTS);
    for (int at = pair * stride; at < (pair + 1) * stride; at += LENGTH) {
      largest = IntVector.fromArray(INTS, maxima, at).max(largest);
    }
    return InfinityDistance.largest(
        Float.intBitsToFloat(IntVector.zero(INTS).max(largest).reduceLanes(MAX)),
        z,
        zAt,
        w,
        wAt,
        inputs);
  }

  /**
   * Keeps the terms of the next pair whose difference is at least {@code least}, positive, as parts
   * of {@code reference}.
   */
  void collect(
      int pair, float least, float reference, float[] z, int zAt, float[] w, int wAt, int inputs) {
    int below = Float.floatToRawIntBits(least) - 1;
    int n = size;
    for (int first = 0; first < stride; first += CHUNKS_OF_A_WORD * LENGTH) {
      int last = Math.min(first + CHUNKS_OF_A_WORD * LENGTH, stride);
      long chunks = chunks(pair * stride + first, pair * stride + last, below);
      while (chunks != 0) {
        int chunk = first / LENGTH + Long.numberOfTrailingZeros(chunks);
        chunks &= chunks - 1;
        n = collect(n, chunk * ChunkMaxima.INPUTS, below, z, zAt, w, wAt, inputs);
      }
    }
    n = collectTail(n, below, z, zAt, w, wAt, inputs);
    express(size, n, reference, z, zAt, w, wAt);
    starts[pair] = size;
    ends[pair] = n;
    size = n;
  }

  /** No term of a pair counts. */
  void skip(int pair) {
    starts[pair] = size;
    ends[pair] = size;
  }

  /** Raises every term to the power p. */
  void raise(float p) {
    Arrays.fill(term, size, size + SPARE, 0);
    logarithms(p);
    RealPowers.exponentials(power, (size + 2 * LENGTH - 1) / (2 * LENGTH) * (2 * LENGTH));
  }

  /** {@code p log2(1 + f)} of every term f, with the series of {@link Powers}. */
  private void logarithms(float p) {
    FloatVector l7 = FloatVector.broadcast(FLOATS, Powers.L7);
    FloatVector l6 = FloatVector.broadcast(FLOATS, Powers.L6);
    FloatVector l5 = FloatVector.broadcast(FLOATS, Powers.L5);
    FloatVector l4 = FloatVector.broadcast(FLOATS, Powers.L4);
    FloatVector l3 = FloatVector.broadcast(FLOATS, Powers.L3);
    FloatVector l2 = FloatVector.broadcast(FLOATS, Powers.L2);
    FloatVector l1 = FloatVector.broadcast(FLOATS, Powers.L1);
    FloatVector l0 = FloatVector.broadcast(FLOATS, Powers.L0);
    for (int at = 0; at < size; at += LENGTH) {
      FloatVector part = FloatVector.fromArray(FLOATS, term, at);
      VectorMask<Float> half = part.compare(LT, Powers.SMALLEST_MANTISSA);
      FloatVector f = part.blend(part.add(part).add(1f), half);
      FloatVector whole = FloatVector.zero(FLOATS).blend(-1f, half);
      FloatVector series = l7.fma(f, l6).fma(f, l5).fma(f, l4).fma(f, l3).fma(f, l2);
      series.fma(f, l1).fma(f, l0).fma(f, whole).mul(p).intoArray(power, at);
    }
  }

  /** The sum of a pair's powers. */
  float sum(int pair) {
    double sum = 0;
    for (int k = starts[pair]; k < ends[pair]; k++) {
      sum += power[k];
    }
    return (float) sum;
  }

  /**
   * Hands a pair's derivatives over: with terms {@code t_i^p} of sum S they are {@code s_i
   * t_i^(p-1) S^(-(p-1)/p)}.
   */
  void keep(int pair, float scale, int b, int o, SparseDerivatives kept) {
    for (int k = starts[pair]; k < ends[pair]; k++) {
      int sign = input[k] >> 31;
      input[k] ^= sign;
      derivative[k] = power[k] / (1 + term[k]) * (sign == 0 ? scale : -scale);
    }
    kept.keep(b, o, input, derivative, starts[pair], ends[pair]);
  }

  /** Adds {@code gradient s_i t_i^p} to the gradient of one row. */
  void scatter(int pair, float gradient, float[] gradientX, int gradientXAt) {
    for (int k = starts[pair]; k < ends[pair]; k++) {
      int sign = input[k] >> 31;
      gradientX[gradientXAt + (input[k] ^ sign)] += power[k] * (sign == 0 ? gradient : -gradient);
    }
  }

  /** One bit for every chunk that has seen more than {@code below}, without a branch. */
  private long chunks(int from, int to, int below) {
    long chunks = 0;
    int shift = 0;
    for (int at = from; at < to; at += LENGTH) {
      int lanes = IntVector.fromArray(INTS, maxima, at).compare(GT, below).trueCount();
      chunks |= (long) (-lanes >>> 31) << shift;
      shift++;
    }
    return chunks;
  }

  /**
   * Notes the inputs of one chunk that are above {@code below}, from position n on: a few without
   * asking how many there are, which no branch predictor knows.
   */
  private int collect(
      int n, int from, int below, float[] z, int zAt, float[] w, int wAt, int inputs) {
    if (from + ChunkMaxima.INPUTS <= inputs) {
      hits(from, below, z, zAt, w, wAt);
    } else {
      hitsOfPart(from, FLOATS.loopBound(inputs), below, z, zAt, w, wAt);
    }
    int[] hit = hits;
    long bits = 0;
    for (int lane = LENGTH - 1; lane >= 0; lane--) {
      bits = bits << ChunkMaxima.VECTORS | hit[lane];
    }
    int[] noted = input;
    int end = n + Long.bitCount(bits);
    for (int k = 0; k < FEW; k++) {
      noted[n + k] = from + inputOfBit(bits);
      bits &= bits - 1;
    }
    for (int k = n + FEW; k < end; k++) {
      noted[k] = from + inputOfBit(bits);
      bits &= bits - 1;
    }
    return end;
  }

  private static int inputOfBit(long bits) {
    int bit = Long.numberOfTrailingZeros(bits);
    return bit % ChunkMaxima.VECTORS * LENGTH + bit / ChunkMaxima.VECTORS;
  }

  /** In every lane one bit for every vector of a chunk. */
  private void hits(int from, int below, float[] z, int zAt, float[] w, int wAt) {
    IntVector limit = IntVector.broadcast(INTS, below);
    IntVector mask = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector hit = IntVector.zero(INTS);
    for (int k = 0; k < ChunkMaxima.VECTORS; k += 4) {
      int zFrom = zAt + from + k * LENGTH;
      int wFrom = wAt + from + k * LENGTH;
      IntVector magnitude0 =
          FloatVector.fromArray(FLOATS, z, zFrom)
              .sub(FloatVector.fromArray(FLOATS, w, wFrom))
              .reinterpretAsInts()
              .and(mask);
      IntVector magnitude1 =
          FloatVector.fromArray(FLOATS, z, zFrom + LENGTH)
              .sub(FloatVector.fromArray(FLOATS, w, wFrom + LENGTH))
              .reinterpretAsInts()
              .and(mask);
      IntVector magnitude2 =
          FloatVector.fromArray(FLOATS, z, zFrom + 2 * LENGTH)
              .sub(FloatVector.fromArray(FLOATS, w, wFrom + 2 * LENGTH))
              .reinterpretAsInts()
              .and(mask);
      IntVector magnitude3 =
          FloatVector.fromArray(FLOATS, z, zFrom + 3 * LENGTH)
              .sub(FloatVector.fromArray(FLOATS, w, wFrom + 3 * LENGTH))
              .reinterpretAsInts()
              .and(mask);
      hit = limit.sub(magnitude0).lanewise(LSHR, 31).lanewise(LSHL, k).or(hit);
      hit = limit.sub(magnitude1).lanewise(LSHR, 31).lanewise(LSHL, k + 1).or(hit);
      hit = limit.sub(magnitude2).lanewise(LSHR, 31).lanewise(LSHL, k + 2).or(hit);
      hit = limit.sub(magnitude3).lanewise(LSHR, 31).lanewise(LSHL, k + 3).or(hit);
    }
    IntVector.zero(INTS).or(hit).intoArray(hits, 0);
  }

  private void hitsOfPart(int from, int to, int below, float[] z, int zAt, float[] w, int wAt) {
    IntVector mask = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector hit = IntVector.zero(INTS);
    int bit = 1;
    for (int i = from; i < to; i += LENGTH) {
      IntVector magnitude =
          FloatVector.fromArray(FLOATS, z, zAt + i)
              .sub(FloatVector.fromArray(FLOATS, w, wAt + i))
              .reinterpretAsInts()
              .and(mask);
      IntVector above = IntVector.broadcast(INTS, below).sub(magnitude).lanewise(ASHR, 31);
      hit = above.and(bit).or(hit);
      bit <<= 1;
    }
    IntVector.zero(INTS).or(hit).intoArray(hits, 0);
  }

  private int collectTail(int n, int below, float[] z, int zAt, float[] w, int wAt, int inputs) {
    int next = n;
    for (int i = FLOATS.loopBound(inputs); i < inputs; i++) {
      float difference = z[zAt + i] - w[wAt + i];
      if ((Float.floatToRawIntBits(difference) & MAGNITUDE) > below) {
        input[next] = i;
        next++;
      }
    }
    return next;
  }

  /** Fills in the terms of the inputs noted, and the sign of their differences. */
  private void express(int from, int to, float reference, float[] z, int zAt, float[] w, int wAt) {
    float reciprocal = 1 / reference;
    int[] noted = input;
    float[] part = term;
    for (int k = from; k < to; k++) {
      int i = noted[k];
      float difference = z[zAt + i] - w[wAt + i];
      noted[k] = i ^ (Float.floatToRawIntBits(difference) >> 31);
      part[k] = (Math.abs(difference) - reference) * reciprocal;
    }
  }
}

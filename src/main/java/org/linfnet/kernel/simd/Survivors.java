package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.MAX;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import java.util.Arrays;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.SparseDerivatives;

/**
 * The terms of one tile that count at a large p. One thread's working memory; it grows with the
 * longest row.
 *
 * <p>The tile is sifted from coarse to fine, chunks, then lanes of chunks, then inputs, all pairs
 * in one list: what is found is written always and the list made longer only when it counts, which
 * takes no branch that a processor could guess wrong.
 *
 * <p>A term is kept as {@code f = (|z_i - w_i| - reference) / reference}, exact to a relative 2^-23
 * however near 0, because {@code p log2(1 + f)} multiplies its error by p.
 */
final class Survivors {

  private static final int NONE = Integer.MAX_VALUE;
  private static final int CHAINS = 4;

  private final int[] hits = new int[LENGTH];
  private final int[] below = new int[Tile.PAIRS];
  private final float[] reference = new float[Tile.PAIRS];
  private final float[] reciprocal = new float[Tile.PAIRS];
  private final float[] roots = new float[Tile.PAIRS];
  private final double[] sums = new double[CHAINS * Tile.PAIRS];
  private int[] maxima = new int[0];
  private int[] lanePair = new int[0];
  private int[] laneFrom = new int[0];
  private int[] laneBits = new int[0];
  private int[] where = new int[0];
  private float[] difference = new float[0];
  private final TermPowers powers = new TermPowers();
  private int inputs;
  private int stride;
  private int size;

  /** Looks at a tile, of which nothing counts yet. */
  void look(Tile tile, float[] z, float[] w, int inputs) {
    this.inputs = inputs;
    stride = ChunkMaxima.count(inputs) * LENGTH;
    grow();
    for (int pair = 0; pair < Tile.PAIRS; pair++) {
      ChunkMaxima.pair(z, tile.z[pair], w, tile.w[pair], inputs, maxima, pair * stride);
      below[pair] = NONE;
    }
    Arrays.fill(sums, 0);
  }

  private void grow() {
    int lanes = Tile.PAIRS * stride;
    if (maxima.length < lanes) {
      maxima = new int[lanes];
      lanePair = new int[lanes + 1];
      laneFrom = new int[lanes + 1];
      laneBits = new int[lanes + 1];
    }
    int terms = Tile.PAIRS * inputs + 1;
    if (where.length < terms) {
      where = new int[terms];
      difference = new float[terms + TermPowers.SPARE];
      powers.grow(terms);
    }
  }

  /** The largest difference of a pair. */
  float largest(int pair, float[] z, int zAt, float[] w, int wAt) {
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

  /** A pair's terms count when they are at least {@code cut}, positive, of the reference. */
  void count(int pair, float reference, float cut) {
    below[pair] = Float.floatToRawIntBits(reference * cut) - 1;
    this.reference[pair] = reference;
    reciprocal[pair] = 1 / reference;
  }

  /** Collects what counts. */
  void collect(Tile tile, float[] z, float[] w) {
    int n = inputs(lanes(), tile, z, w);
    size = tails(n, tile, z, w);
    express(tile, z, w);
  }

  private void express(Tile tile, float[] z, float[] w) {
    for (int k = 0; k < size; k++) {
      int pair = where[k] >>> SparseDerivatives.INPUT_BITS;
      int i = where[k] & SparseDerivatives.INPUT;
      float d = z[tile.z[pair] + i] - w[tile.w[pair] + i];
      difference[k] = d;
      powers.term[k] = (Math.abs(d) - reference[pair]) * reciprocal[pair];
    }
  }

  /**
   * The lanes that have seen a difference that counts, each with one bit for every chunk of up to
   * 32 where it was.
   */
  private int lanes() {
    int n = 0;
    for (int pair = 0; pair < Tile.PAIRS; pair++) {
      for (int from = 0; from < stride; from += Integer.SIZE * LENGTH) {
        int to = Math.min(from + Integer.SIZE * LENGTH, stride);
        hits(pair * stride + from, pair * stride + to, below[pair]);
        for (int lane = 0; lane < LENGTH; lane++) {
          int bits = hits[lane];
          laneBits[n] = bits;
          lanePair[n] = pair;
          laneFrom[n] = from * ChunkMaxima.VECTORS + lane;
          n += (bits | -bits) >>> 31;
        }
      }
    }
    return n;
  }

  private void hits(int from, int to, int below) {
    IntVector limit = IntVector.broadcast(INTS, below);
    IntVector hit = IntVector.zero(INTS);
    for (int at = to - LENGTH; at >= from; at -= LENGTH) {
      IntVector sign = limit.sub(IntVector.fromArray(INTS, maxima, at)).lanewise(LSHR, 31);
      hit = hit.add(hit).add(sign);
    }
    IntVector.zero(INTS).or(hit).intoArray(hits, 0);
  }

  /** The inputs of those lanes whose difference counts. */
  private int inputs(int lanes, Tile tile, float[] z, float[] w) {
    int n = 0;
    int whole = inputs - ChunkMaxima.INPUTS;
    for (int k = 0; k < lanes; k++) {
      int pair = lanePair[k];
      int bits = laneBits[k];
      do {
        int first = laneFrom[k] + Integer.numberOfTrailingZeros(bits) * ChunkMaxima.INPUTS;
        if (first - first % LENGTH <= whole) {
          n = lane(n, pair, first, tile.z[pair] + first, tile.w[pair] + first, z, w);
        } else {
          n = partOfLane(n, pair, first, tile, z, w);
        }
        bits &= bits - 1;
      } while (bits != 0);
    }
    return n;
  }

  private int lane(int n, int pair, int first, int zFirst, int wFirst, float[] z, float[] w) {
    int limit = below[pair];
    int place = pair << SparseDerivatives.INPUT_BITS | first;
    float d0 = z[zFirst] - w[wFirst];
    float d1 = z[zFirst + LENGTH] - w[wFirst + LENGTH];
    float d2 = z[zFirst + 2 * LENGTH] - w[wFirst + 2 * LENGTH];
    float d3 = z[zFirst + 3 * LENGTH] - w[wFirst + 3 * LENGTH];
    int n1 = n + over(d0, limit);
    int n2 = n1 + over(d1, limit);
    int n3 = n2 + over(d2, limit);
    where[n] = place;
    where[n1] = place + LENGTH;
    where[n2] = place + 2 * LENGTH;
    where[n3] = place + 3 * LENGTH;
    return n3 + over(d3, limit);
  }

  /** 1 when the difference is above the limit, else 0. */
  private static int over(float difference, int limit) {
    return (limit - (Float.floatToRawIntBits(difference) & MAGNITUDE)) >>> 31;
  }

  private int partOfLane(int n, int pair, int first, Tile tile, float[] z, float[] w) {
    int next = n;
    for (int i = first; i < FLOATS.loopBound(inputs); i += LENGTH) {
      next = input(next, pair, i, tile.z[pair], tile.w[pair], z, w);
    }
    return next;
  }

  private int input(int n, int pair, int i, int zAt, int wAt, float[] z, float[] w) {
    float d = z[zAt + i] - w[wAt + i];
    where[n] = pair << SparseDerivatives.INPUT_BITS | i;
    return n + over(d, below[pair]);
  }

  private int tails(int n, Tile tile, float[] z, float[] w) {
    int next = n;
    int full = FLOATS.loopBound(inputs);
    if (full < inputs) {
      for (int pair = 0; pair < Tile.PAIRS; pair++) {
        for (int i = full; i < inputs; i++) {
          next = input(next, pair, i, tile.z[pair], tile.w[pair], z, w);
        }
      }
    }
    return next;
  }

  /** Raises every term to the power p. */
  void raise(float p) {
    powers.raise(p, size);
  }

  /** Adds up each pair's powers, in four chains, and takes the root of the sum. */
  void add(float p) {
    float[] power = powers.power;
    double[] chains = sums;
    for (int k = 0; k < size; k++) {
      int pair = where[k] >>> SparseDerivatives.INPUT_BITS;
      chains[(k & CHAINS - 1) * Tile.PAIRS + pair] += power[k];
    }
    float root = 1 / p;
    for (int pair = 0; pair < Tile.PAIRS; pair++) {
      roots[pair] = Powers.exp2(Powers.log2(sum(pair)) * root);
    }
  }

  /** The sum of a pair's powers. */
  float sum(int pair) {
    double even = sums[pair] + sums[2 * Tile.PAIRS + pair];
    double odd = sums[Tile.PAIRS + pair] + sums[3 * Tile.PAIRS + pair];
    return (float) (even + odd);
  }

  /** The distance of a pair that has terms. */
  float distance(int pair) {
    return reference[pair] * roots[pair];
  }

  /**
   * Hands the tile's derivatives over: with terms {@code t_i^p} of sum S they are {@code s_i
   * t_i^(p-1) S^(1/p) / S}.
   */
  void keep(int b, int o, SparseDerivatives kept) {
    for (int pair = 0; pair < Tile.PAIRS; pair++) {
      roots[pair] /= sum(pair);
    }
    powers.divide(difference, size);
    kept.keep(b, o, where, powers.power, roots, size);
  }

  /**
   * Adds {@code gradient s_i t_i^p} to the gradients of the tile's rows.
   *
   * @param gradient of y, {@code float[9]}
   * @param at where each pair's row begins, {@code int[9]}
   */
  void scatter(float[] gradient, float[] gradientX, int[] at) {
    for (int k = 0; k < size; k++) {
      int pair = where[k] >>> SparseDerivatives.INPUT_BITS;
      int i = where[k] & SparseDerivatives.INPUT;
      gradientX[at[pair] + i] += Math.copySign(powers.power[k], difference[k]) * gradient[pair];
    }
  }
}

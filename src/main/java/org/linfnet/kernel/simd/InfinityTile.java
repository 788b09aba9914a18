package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.MAX;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.Rows;

/**
 * The largest differences between {@link PackedRows} and a block's examples, two at a time: each
 * vector of either side is loaded once for all that it is compared with.
 */
final class InfinityTile {

  /** The pairs of a tile. */
  static final int PAIRS = 8;

  private InfinityTile() {}

  /**
   * Raises distances to the largest differences of so many inputs, whole vectors of them.
   *
   * @param o the first neuron that is packed
   * @param columns the neurons, at most those that are packed
   * @param from the first input
   * @param largest working memory, {@code int[PAIRS]}
   */
  static void raise(
      DistanceBlock block, int o, int columns, int from, int count, float[] packed, int[] largest) {
    BlockShape shape = block.shape();
    Rows z = block.z();
    Rows y = block.y();
    int inputs = shape.inputs();
    int outputs = shape.outputs();
    for (int b = 0; b < shape.batch(); b += 2) {
      int examples = Math.min(2, shape.batch() - b);
      int zRow = z.row(b, inputs) + from;
      find(z.values(), zRow, zRow + (examples - 1) * inputs, packed, count, largest);
      raise(largest, examples, columns, y.values(), y.row(b, outputs) + o, outputs);
    }
  }

  /** Of two rows, which may be the same, in the order of examples and then neurons. */
  private static void find(float[] z, int z0, int z1, float[] packed, int count, int[] largest) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector zero = IntVector.zero(INTS);
    IntVector m00 = zero;
    IntVector m01 = zero;
    IntVector m02 = zero;
    IntVector m03 = zero;
    IntVector m10 = zero;
    IntVector m11 = zero;
    IntVector m12 = zero;
    IntVector m13 = zero;
    for (int i = 0; i < count; i += LENGTH) {
      int packedAt = PackedRows.COUNT * i;
      FloatVector v0 = FloatVector.fromArray(FLOATS, z, z0 + i);
      FloatVector v1 = FloatVector.fromArray(FLOATS, z, z1 + i);
      FloatVector u = FloatVector.fromArray(FLOATS, packed, packedAt);
      m00 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m00);
      m10 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m10);
      u = FloatVector.fromArray(FLOATS, packed, packedAt + LENGTH);
      m01 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m01);
      m11 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m11);
      u = FloatVector.fromArray(FLOATS, packed, packedAt + 2 * LENGTH);
      m02 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m02);
      m12 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m12);
      u = FloatVector.fromArray(FLOATS, packed, packedAt + 3 * LENGTH);
      m03 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m03);
      m13 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m13);
    }
    largest[0] = zero.max(m00).reduceLanes(MAX);
    largest[1] = zero.max(m01).reduceLanes(MAX);
    largest[2] = zero.max(m02).reduceLanes(MAX);
    largest[3] = zero.max(m03).reduceLanes(MAX);
    largest[4] = zero.max(m10).reduceLanes(MAX);
    largest[5] = zero.max(m11).reduceLanes(MAX);
    largest[6] = zero.max(m12).reduceLanes(MAX);
    largest[7] = zero.max(m13).reduceLanes(MAX);
  }

  private static void raise(
      int[] largest, int examples, int columns, float[] y, int yAt, int outputs) {
    for (int example = 0; example < examples; example++) {
      int pair = yAt + example * outputs;
      int at = example * PackedRows.COUNT;
      if (columns == PackedRows.COUNT) {
        raise(y, pair, largest[at]);
        raise(y, pair + 1, largest[at + 1]);
        raise(y, pair + 2, largest[at + 2]);
        raise(y, pair + 3, largest[at + 3]);
      } else {
        for (int column = 0; column < columns; column++) {
          raise(y, pair + column, largest[at + column]);
        }
      }
    }
  }

  /** Bits of numbers that are not negative order as they do. */
  private static void raise(float[] y, int pair, int bits) {
    y[pair] = Float.intBitsToFloat(Math.max(Float.floatToRawIntBits(y[pair]), bits));
  }
}

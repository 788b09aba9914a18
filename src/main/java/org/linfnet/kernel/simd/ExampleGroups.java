package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.FLOAT_VECTOR;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.SparseDerivatives;

/**
 * The rows of z in groups of {@value #SIZE}, transposed so that a group's values of one input lie
 * side by side, and the smallest and largest value of each input in each group. The last group is
 * filled up with copies of the last row.
 */
final class ExampleGroups {

  /** The rows of a group, a multiple of every vector length. */
  static final int SIZE = SparseDerivatives.GROUP;

  /** {@code float[groups * inputs * SIZE]}. */
  float[] values = new float[0];

  /** The smallest value in the group, NaN where there is one: {@code float[groups * inputs]}. */
  float[] lowest = new float[0];

  /** The largest value in the group, NaN where there is one: {@code float[groups * inputs]}. */
  float[] highest = new float[0];

  private int batch;
  private int inputs;

  /** Transposes the rows of a block. */
  void transpose(BlockShape shape, Rows z) {
    batch = shape.batch();
    inputs = shape.inputs();
    int rows = count() * inputs;
    if (lowest.length < rows) {
      values = new float[rows * SIZE];
      lowest = new float[rows];
      highest = new float[rows];
    }
    for (int group = 0; group < count(); group++) {
      transpose(group, z.values(), z.row(group * SIZE, inputs));
      enclose(group, z.values(), z.row(group * SIZE, inputs));
    }
  }

  int inputs() {
    return inputs;
  }

  int count() {
    return (batch + SIZE - 1) / SIZE;
  }

  /** The examples of a group. */
  int size(int group) {
    return Math.min(SIZE, batch - group * SIZE);
  }

  /** The index in {@link #values} of a group's first input. */
  int valuesAt(int group) {
    return group * inputs * SIZE;
  }

  /** The index in {@link #lowest} and {@link #highest} of a group's first input. */
  int boundsAt(int group) {
    return group * inputs;
  }

  private void transpose(int group, float[] z, int zAt) {
    int last = size(group) - 1;
    int at = valuesAt(group);
    for (int i = 0; i < inputs; i++) {
      for (int b = 0; b < SIZE; b++) {
        values[at + b] = z[zAt + Math.min(b, last) * inputs + i];
      }
      at += SIZE;
    }
  }

  private void enclose(int group, float[] z, int zAt) {
    int at = boundsAt(group);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector low = FloatVector.fromArray(FLOATS, z, zAt + i);
      FloatVector high = low;
      for (int b = 1; b < size(group); b++) {
        FloatVector row = FloatVector.fromArray(FLOATS, z, zAt + b * inputs + i);
        low = FLOAT_VECTOR.cast(low).min(row);
        high = FLOAT_VECTOR.cast(high).max(row);
      }
      FLOAT_VECTOR.cast(low).intoArray(lowest, at + i);
      FLOAT_VECTOR.cast(high).intoArray(highest, at + i);
    }
    for (int i = full; i < inputs; i++) {
      float low = z[zAt + i];
      float high = low;
      for (int b = 1; b < size(group); b++) {
        low = Math.min(low, z[zAt + b * inputs + i]);
        high = Math.max(high, z[zAt + b * inputs + i]);
      }
      lowest[at + i] = low;
      highest[at + i] = high;
    }
  }
}

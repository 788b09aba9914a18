package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.SparseDerivatives;

/**
 * Distances at a p so large that few terms count. Those that are left out add up to less than 2^-21
 * of the sum.
 */
final class LargePowerDistance {

  private LargePowerDistance() {}

  static void forward(
      WorkingMemory memory,
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    float cut = LargePower.cut(p, shape.inputs());
    for (int o = 0; o < shape.outputs(); o += LargePower.COLUMNS) {
      for (int b = 0; b < shape.batch(); b += LargePower.ROWS) {
        LargePower.look(memory.survivors, shape, b, o, z, zAt, w, wAt);
        collect(memory.survivors, shape, b, o, cut, z, zAt, w, wAt, y, yAt);
        memory.survivors.raise(p);
        distances(memory, shape, b, o, p, z, zAt, w, wAt, y, yAt);
      }
    }
  }

  static void forward(
      WorkingMemory memory,
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      SparseDerivatives kept) {
    float cut = LargePower.cut(p, shape.inputs());
    kept.begin(shape);
    for (int o = 0; o < shape.outputs(); o += LargePower.COLUMNS) {
      for (int b = 0; b < shape.batch(); b += LargePower.ROWS) {
        LargePower.look(memory.survivors, shape, b, o, z, zAt, w, wAt);
        collect(memory.survivors, shape, b, o, cut, z, zAt, w, wAt, y, yAt);
        memory.survivors.raise(p);
        keep(memory.survivors, shape, b, o, p, y, yAt, kept);
        distances(memory, shape, b, o, p, z, zAt, w, wAt, y, yAt);
      }
    }
  }

  /** Leaves the largest differences in y. */
  private static void collect(
      Survivors survivors,
      BlockShape shape,
      int b,
      int o,
      float cut,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    int inputs = shape.inputs();
    int outputs = shape.outputs();
    int rows = Math.min(LargePower.ROWS, shape.batch() - b);
    int columns = Math.min(LargePower.COLUMNS, outputs - o);
    for (int r = 0; r < rows; r++) {
      int zRow = zAt + (b + r) * inputs;
      for (int c = 0; c < columns; c++) {
        int pair = LargePower.COLUMNS * r + c;
        int wRow = wAt + (o + c) * inputs;
        float largest = survivors.largest(pair, z, zRow, w, wRow, inputs);
        y[yAt + (b + r) * outputs + o + c] = largest;
        if (LargePower.isRegular(largest)) {
          survivors.collect(pair, largest * cut, largest, z, zRow, w, wRow, inputs);
        } else {
          survivors.skip(pair);
        }
      }
    }
  }

  private static void distances(
      WorkingMemory memory,
      BlockShape shape,
      int b,
      int o,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    int inputs = shape.inputs();
    int outputs = shape.outputs();
    int rows = Math.min(LargePower.ROWS, shape.batch() - b);
    int columns = Math.min(LargePower.COLUMNS, outputs - o);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        int at = yAt + (b + r) * outputs + o + c;
        if (LargePower.isRegular(y[at])) {
          y[at] *= Powers.root(memory.survivors.sum(LargePower.COLUMNS * r + c), p);
        } else {
          y[at] =
              RealPowerDistance.normalized(
                  memory, p, z, zAt + (b + r) * inputs, w, wAt + (o + c) * inputs, inputs);
        }
      }
    }
  }

  private static void keep(
      Survivors survivors,
      BlockShape shape,
      int b,
      int o,
      float p,
      float[] y,
      int yAt,
      SparseDerivatives kept) {
    int rows = Math.min(LargePower.ROWS, shape.batch() - b);
    int columns = Math.min(LargePower.COLUMNS, shape.outputs() - o);
    float exponent = (1 - p) / p;
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        float largest = y[yAt + (b + r) * shape.outputs() + o + c];
        if (LargePower.isRegular(largest)) {
          int pair = LargePower.COLUMNS * r + c;
          float scale = Powers.exp2(Powers.log2(survivors.sum(pair)) * exponent);
          survivors.keep(pair, scale, b + r, o + c, kept);
        } else if (largest != 0) {
          kept.giveUp();
        }
      }
    }
  }
}

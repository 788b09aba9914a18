package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;

/**
 * Gradients at a p so large that few terms count: those that are left out are below 2^-26 of the
 * largest.
 */
final class LargePowerGradient {

  private LargePowerGradient() {}

  /**
   * @param gradientZ null when it is not wanted
   * @param gradientW null when it is not wanted
   */
  static void backward(
      Survivors survivors,
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWAt) {
    int inputs = shape.inputs();
    int outputs = shape.outputs();
    for (int o = 0; o < outputs; o += LargePower.COLUMNS) {
      for (int b = 0; b < shape.batch(); b += LargePower.ROWS) {
        shares(survivors, shape, b, o, p, z, zAt, w, wAt, y, yAt);
        for (int row = b; row < Math.min(b + LargePower.ROWS, shape.batch()); row++) {
          int zRow = row * inputs;
          for (int column = o; column < Math.min(o + LargePower.COLUMNS, outputs); column++) {
            int wRow = column * inputs;
            int pair = LargePower.COLUMNS * (row - b) + column - o;
            float distance = y[yAt + row * outputs + column];
            float gradient = gradientY[gradientYAt + row * outputs + column];
            if (gradientZ != null) {
              add(
                  survivors,
                  pair,
                  p,
                  distance,
                  gradient,
                  z,
                  zAt + zRow,
                  w,
                  wAt + wRow,
                  inputs,
                  gradientZ,
                  gradientZAt + zRow);
            }
            if (gradientW != null) {
              add(
                  survivors,
                  pair,
                  p,
                  distance,
                  -gradient,
                  z,
                  zAt + zRow,
                  w,
                  wAt + wRow,
                  inputs,
                  gradientW,
                  gradientWAt + wRow);
            }
          }
        }
      }
    }
  }

  private static void add(
      Survivors survivors,
      int pair,
      float p,
      float distance,
      float gradient,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      int inputs,
      float[] gradientX,
      int gradientXAt) {
    if (LargePower.isRegular(distance)) {
      survivors.scatter(pair, gradient, gradientX, gradientXAt);
    } else if (distance != 0) {
      ExactGradient.add(p - 1, distance, gradient, z, zAt, w, wAt, inputs, gradientX, gradientXAt);
    }
  }

  /** The shares {@code (|z_i - w_i| / y)^(p-1)} of one tile that count. */
  private static void shares(
      Survivors survivors,
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
    float cut = LargePower.cut(p - 1, inputs);
    LargePower.look(survivors, shape, b, o, z, zAt, w, wAt);
    for (int row = b; row < Math.min(b + LargePower.ROWS, shape.batch()); row++) {
      for (int column = o; column < Math.min(o + LargePower.COLUMNS, outputs); column++) {
        int pair = LargePower.COLUMNS * (row - b) + column - o;
        float distance = y[yAt + row * outputs + column];
        if (LargePower.isRegular(distance)) {
          survivors.collect(
              pair,
              distance * cut,
              distance,
              z,
              zAt + row * inputs,
              w,
              wAt + column * inputs,
              inputs);
        } else {
          survivors.skip(pair);
        }
      }
    }
    survivors.raise(p - 1);
  }
}

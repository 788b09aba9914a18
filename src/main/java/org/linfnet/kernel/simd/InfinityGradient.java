package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.EQ;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.BlockShape;

/** Looks for the first input that attains the maximum, a vector at a time. */
final class InfinityGradient {

  private InfinityGradient() {}

  static void input(
      BlockShape shape,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt) {
    int inputs = shape.inputs();
    for (int b = 0; b < shape.batch(); b++) {
      int zRow = zAt + b * inputs;
      for (int o = 0; o < shape.outputs(); o++) {
        float gradient = gradientY[gradientYAt + b * shape.outputs() + o];
        float distance = y[yAt + b * shape.outputs() + o];
        if (gradient == 0 || distance == 0) {
          continue;
        }
        int first = firstAt(distance, z, zRow, w, wAt + o * inputs, inputs);
        if (first < inputs) {
          float difference = z[zRow + first] - w[wAt + o * inputs + first];
          gradientZ[gradientZAt + b * inputs + first] += difference > 0 ? gradient : -gradient;
        }
      }
    }
  }

  static void weight(
      BlockShape shape,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientW,
      int gradientWAt) {
    int inputs = shape.inputs();
    for (int b = 0; b < shape.batch(); b++) {
      int zRow = zAt + b * inputs;
      for (int o = 0; o < shape.outputs(); o++) {
        float gradient = gradientY[gradientYAt + b * shape.outputs() + o];
        float distance = y[yAt + b * shape.outputs() + o];
        if (gradient == 0 || distance == 0) {
          continue;
        }
        int first = firstAt(distance, z, zRow, w, wAt + o * inputs, inputs);
        if (first < inputs) {
          float difference = z[zRow + first] - w[wAt + o * inputs + first];
          gradientW[gradientWAt + o * inputs + first] -= difference > 0 ? gradient : -gradient;
        }
      }
    }
  }

  /** The first input whose difference is the distance; {@code inputs} when there is none. */
  private static int firstAt(float distance, float[] z, int zAt, float[] w, int wAt, int inputs) {
    int wanted = Float.floatToRawIntBits(distance);
    int full = FLOATS.loopBound(inputs);
    int i = 0;
    while (i < full) {
      FloatVector difference =
          FloatVector.fromArray(FLOATS, z, zAt + i).sub(FloatVector.fromArray(FLOATS, w, wAt + i));
      if (difference.reinterpretAsInts().and(MAGNITUDE).compare(EQ, wanted).anyTrue()) {
        break;
      }
      i += LENGTH;
    }
    while (i < inputs && Math.abs(z[zAt + i] - w[wAt + i]) != distance) {
      i++;
    }
    return i;
  }
}

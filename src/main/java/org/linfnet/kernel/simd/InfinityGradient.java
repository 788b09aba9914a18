package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.EQ;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.Rows;

/** Looks for the first input that attains the maximum, a vector at a time. */
final class InfinityGradient {

  private InfinityGradient() {}

  static void input(DistanceBlock block, Rows gradientY, Rows gradientZ) {
    BlockShape shape = block.shape();
    int inputs = shape.inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    for (int b = 0; b < shape.batch(); b++) {
      int zRow = block.z().row(b, inputs);
      for (int o = 0; o < shape.outputs(); o++) {
        float gradient = gradientY.values()[gradientY.row(b, shape.outputs()) + o];
        float distance = block.y().values()[block.y().row(b, shape.outputs()) + o];
        if (gradient == 0 || distance == 0) {
          continue;
        }
        int wRow = block.w().row(o, inputs);
        int first = firstAt(distance, z, zRow, w, wRow, inputs);
        if (first < inputs) {
          float difference = z[zRow + first] - w[wRow + first];
          gradientZ.values()[gradientZ.row(b, inputs) + first] +=
              difference > 0 ? gradient : -gradient;
        }
      }
    }
  }

  static void weight(DistanceBlock block, Rows gradientY, Rows gradientW) {
    BlockShape shape = block.shape();
    int inputs = shape.inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    for (int b = 0; b < shape.batch(); b++) {
      int zRow = block.z().row(b, inputs);
      for (int o = 0; o < shape.outputs(); o++) {
        float gradient = gradientY.values()[gradientY.row(b, shape.outputs()) + o];
        float distance = block.y().values()[block.y().row(b, shape.outputs()) + o];
        if (gradient == 0 || distance == 0) {
          continue;
        }
        int wRow = block.w().row(o, inputs);
        int first = firstAt(distance, z, zRow, w, wRow, inputs);
        if (first < inputs) {
          float difference = z[zRow + first] - w[wRow + first];
          gradientW.values()[gradientW.row(o, inputs) + first] -=
              difference > 0 ? gradient : -gradient;
        }
      }
    }
  }

  /** The first input whose difference is the distance; {@code inputs} when there is none. */
  private static int firstAt(float distance, float[] z, int zRow, float[] w, int wRow, int inputs) {
    int wanted = Float.floatToRawIntBits(distance);
    int full = FLOATS.loopBound(inputs);
    int i = 0;
    while (i < full) {
      FloatVector difference =
          FloatVector.fromArray(FLOATS, z, zRow + i)
              .sub(FloatVector.fromArray(FLOATS, w, wRow + i));
      if (difference.reinterpretAsInts().and(MAGNITUDE).compare(EQ, wanted).anyTrue()) {
        break;
      }
      i += LENGTH;
    }
    while (i < inputs && Math.abs(z[zRow + i] - w[wRow + i]) != distance) {
      i++;
    }
    return i;
  }
}

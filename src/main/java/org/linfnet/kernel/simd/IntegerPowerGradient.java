package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.FLOAT_VECTOR;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.Rows;

/**
 * The gradients {@code gradientY u_i |u_i|^(p-2)} with {@code u_i = (z_i - w_i) / y} of two
 * examples side by side, p whole, at least 3 and at most {@link Powers#LARGEST_INTEGER}: n = p - 2
 * is raised by squaring from its highest bit down, and the sign is that of the last factor.
 *
 * <p>A gradient of w that is not wanted goes to working memory, where nobody reads it: compilers
 * keep vectors out of memory across one test in the loop, not across two. Every element of a
 * gradient takes its terms in the order of the rows.
 */
final class IntegerPowerGradient {

  /** A share of 2^-60 is nothing beside the largest, and normal when gradientY is a factor. */
  private static final int FLOOR = 60;

  private IntegerPowerGradient() {}

  /**
   * @param gradientZ null when it is not wanted
   * @param gradientW null when it is not wanted
   */
  static void backward(
      WorkingMemory memory,
      DistanceBlock block,
      int p,
      Rows gradientY,
      Rows gradientZ,
      Rows gradientW) {
    Arrays.fill(memory.unread(block.shape().inputs()), 0);
    for (int o = 0; o < block.shape().outputs(); o += CacheBlock.NEURONS) {
      for (int b = 0; b < block.shape().batch(); b += CacheBlock.EXAMPLES) {
        backward(memory, block, b, o, p, gradientY, gradientZ, gradientW);
      }
    }
  }

  /** From example b and neuron o on, as far as a {@link CacheBlock} goes. */
  private static void backward(
      WorkingMemory memory,
      DistanceBlock block,
      int b,
      int o,
      int p,
      Rows gradientY,
      Rows gradientZ,
      Rows gradientW) {
    BlockShape shape = block.shape();
    float[] unread = memory.unread(shape.inputs());
    int least = Powers.floor(p - 1, FLOOR);
    int endExample = Math.min(b + CacheBlock.EXAMPLES, shape.batch());
    int endNeuron = Math.min(o + CacheBlock.NEURONS, shape.outputs());
    for (int neuron = o; neuron < endNeuron; neuron++) {
      int example = b;
      while (example < endExample) {
        if (ExactGradient.isNeeded(distance(block, example, neuron))) {
          ExactGradient.add(block, example, neuron, p, gradientY, gradientZ, gradientW);
          example++;
          continue;
        }
        boolean paired =
            example + 1 < endExample
                && !ExactGradient.isNeeded(distance(block, example + 1, neuron));
        int next = paired ? example + 1 : example;
        add(
            p - 2,
            least,
            1 / distance(block, example, neuron),
            paired ? 1 / distance(block, next, neuron) : 0,
            gradientY.values()[gradientY.row(example, shape.outputs()) + neuron],
            paired ? gradientY.values()[gradientY.row(next, shape.outputs()) + neuron] : 0,
            block,
            example,
            next,
            neuron,
            gradientZ,
            gradientW == null ? unread : gradientW.values(),
            gradientW == null ? 0 : gradientW.row(neuron, shape.inputs()));
        example += paired ? 2 : 1;
      }
    }
  }

  private static float distance(DistanceBlock block, int example, int neuron) {
    return block.y().values()[block.y().row(example, block.shape().outputs()) + neuron];
  }

  /** Two examples; one alone has itself for an idle partner, of gradient 0. */
  private static void add(
      int n,
      int least,
      float reciprocal0,
      float reciprocal1,
      float gradient0,
      float gradient1,
      DistanceBlock block,
      int example,
      int next,
      int neuron,
      Rows zGradient,
      float[] gradientW,
      int gradientWRow) {
    int inputs = block.shape().inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    int zRow = block.z().row(example, inputs);
    int zNext = block.z().row(next, inputs);
    int wRow = block.w().row(neuron, inputs);
    float[] gradientZ = zGradient == null ? null : zGradient.values();
    int gradientZRow = zGradient == null ? 0 : zGradient.row(example, inputs);
    int gradientZNext = zGradient == null ? 0 : zGradient.row(next, inputs);
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector floor = IntVector.broadcast(INTS, least);
    FloatVector scale0 = FloatVector.broadcast(FLOATS, reciprocal0);
    FloatVector scale1 = FloatVector.broadcast(FLOATS, reciprocal1);
    FloatVector factor0 = FloatVector.broadcast(FLOATS, gradient0);
    FloatVector factor1 = FloatVector.broadcast(FLOATS, gradient1);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector weight = FloatVector.fromArray(FLOATS, w, wRow + i);
      FloatVector u0 = FloatVector.fromArray(FLOATS, z, zRow + i).sub(weight).mul(scale0);
      FloatVector u1 = FloatVector.fromArray(FLOATS, z, zNext + i).sub(weight).mul(scale1);
      FloatVector t0 = u0.reinterpretAsInts().and(magnitude).max(floor).reinterpretAsFloats();
      FloatVector t1 = u1.reinterpretAsInts().and(magnitude).max(floor).reinterpretAsFloats();
      FloatVector power0 = t0;
      FloatVector power1 = t1;
      if (n >= 32) {
        power0 = t0.mul(t0);
        power1 = t1.mul(t1);
        if ((n & 16) != 0) {
          power0 = t0.mul(power0);
          power1 = t1.mul(power1);
        }
      }
      if (n >= 16) {
        power0 = FLOAT_VECTOR.cast(power0);
        power0 = power0.mul(power0);
        power1 = FLOAT_VECTOR.cast(power1);
        power1 = power1.mul(power1);
        if ((n & 8) != 0) {
          power0 = t0.mul(power0);
          power1 = t1.mul(power1);
        }
      }
      if (n >= 8) {
        power0 = FLOAT_VECTOR.cast(power0);
        power0 = power0.mul(power0);
        power1 = FLOAT_VECTOR.cast(power1);
        power1 = power1.mul(power1);
        if ((n & 4) != 0) {
          power0 = t0.mul(power0);
          power1 = t1.mul(power1);
        }
      }
      if (n >= 4) {
        power0 = FLOAT_VECTOR.cast(power0);
        power0 = power0.mul(power0);
        power1 = FLOAT_VECTOR.cast(power1);
        power1 = power1.mul(power1);
        if ((n & 2) != 0) {
          power0 = t0.mul(power0);
          power1 = t1.mul(power1);
        }
      }
      if (n >= 2) {
        power0 = FLOAT_VECTOR.cast(power0);
        power0 = power0.mul(power0);
        power1 = FLOAT_VECTOR.cast(power1);
        power1 = power1.mul(power1);
        if ((n & 1) != 0) {
          power0 = t0.mul(power0);
          power1 = t1.mul(power1);
        }
      }
      FloatVector term0 = u0.mul(factor0).mul(power0);
      FloatVector term1 = u1.mul(factor1).mul(power1);
      if (gradientZ != null) {
        FloatVector sum0 = FloatVector.fromArray(FLOATS, gradientZ, gradientZRow + i);
        sum0 = FLOAT_VECTOR.cast(sum0).add(term0);
        FLOAT_VECTOR.cast(sum0).intoArray(gradientZ, gradientZRow + i);
        FloatVector sum1 = FloatVector.fromArray(FLOATS, gradientZ, gradientZNext + i);
        sum1 = FLOAT_VECTOR.cast(sum1).add(term1);
        FLOAT_VECTOR.cast(sum1).intoArray(gradientZ, gradientZNext + i);
      }
      FloatVector rest = FloatVector.fromArray(FLOATS, gradientW, gradientWRow + i);
      rest = FLOAT_VECTOR.cast(rest).sub(term0);
      rest = FLOAT_VECTOR.cast(rest).sub(term1);
      FLOAT_VECTOR.cast(rest).intoArray(gradientW, gradientWRow + i);
    }
    for (int i = full; i < inputs; i++) {
      float u0 = (z[zRow + i] - w[wRow + i]) * reciprocal0;
      float u1 = (z[zNext + i] - w[wRow + i]) * reciprocal1;
      float term0 = u0 * gradient0 * Powers.power(Math.abs(u0), n);
      float term1 = u1 * gradient1 * Powers.power(Math.abs(u1), n);
      if (gradientZ != null) {
        gradientZ[gradientZRow + i] += term0;
        gradientZ[gradientZNext + i] += term1;
      }
      gradientW[gradientWRow + i] = gradientW[gradientWRow + i] - term0 - term1;
    }
  }
}

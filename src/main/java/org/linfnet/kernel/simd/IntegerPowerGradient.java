package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.XOR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.BlockShape;

/**
 * The gradients {@code gradientY s_i (|z_i - w_i| / y)^n} of two examples side by side, n = p - 1
 * whole, at least 1 and at most {@link Powers#LARGEST_INTEGER}, by squaring from the highest bit of
 * n down. An even power takes the sign of the difference by its bit alone.
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
      BlockShape shape,
      int n,
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
    Arrays.fill(memory.unread(shape.inputs()), 0);
    for (int o = 0; o < shape.outputs(); o += CacheBlock.NEURONS) {
      for (int b = 0; b < shape.batch(); b += CacheBlock.EXAMPLES) {
        backward(
            memory,
            shape,
            b,
            o,
            n,
            z,
            zAt,
            w,
            wAt,
            y,
            yAt,
            gradientY,
            gradientYAt,
            gradientZ,
            gradientZAt,
            gradientW,
            gradientWAt);
      }
    }
  }

  /** From example b and neuron o on, as far as a {@link CacheBlock} goes. */
  private static void backward(
      WorkingMemory memory,
      BlockShape shape,
      int b,
      int o,
      int n,
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
    float[] unread = memory.unread(inputs);
    int least = Powers.floor(n, FLOOR);
    int endExample = Math.min(b + CacheBlock.EXAMPLES, shape.batch());
    int endNeuron = Math.min(o + CacheBlock.NEURONS, shape.outputs());
    for (int neuron = o; neuron < endNeuron; neuron++) {
      int wRow = wAt + neuron * inputs;
      int gradientWRow = gradientWAt + neuron * inputs;
      int example = b;
      while (example < endExample) {
        int zRow = zAt + example * inputs;
        int gradientZRow = gradientZAt + example * inputs;
        int pair = example * shape.outputs() + neuron;
        float distance = y[yAt + pair];
        float gradient = gradientY[gradientYAt + pair];
        if (ExactGradient.isNeeded(distance)) {
          ExactGradient.add(
              n,
              distance,
              gradient,
              z,
              zRow,
              w,
              wRow,
              inputs,
              gradientZ,
              gradientZRow,
              gradientW,
              gradientWRow);
          example++;
          continue;
        }
        int nextPair = pair + shape.outputs();
        boolean paired = example + 1 < endExample && !ExactGradient.isNeeded(y[yAt + nextPair]);
        add(
            n,
            least,
            1 / distance,
            paired ? 1 / y[yAt + nextPair] : 0,
            gradient,
            paired ? gradientY[gradientYAt + nextPair] : 0,
            z,
            zRow,
            paired ? zRow + inputs : zRow,
            w,
            wRow,
            inputs,
            gradientZ,
            gradientZRow,
            paired ? gradientZRow + inputs : gradientZRow,
            gradientW == null ? unread : gradientW,
            gradientW == null ? 0 : gradientWRow);
        example += paired ? 2 : 1;
      }
    }
  }

  /** Two examples; one alone has itself for an idle partner, of gradient 0. */
  private static void add(
      int n,
      int least,
      float reciprocal0,
      float reciprocal1,
      float gradient0,
      float gradient1,
      float[] z,
      int zRow,
      int zNext,
      float[] w,
      int wRow,
      int inputs,
      float[] gradientZ,
      int gradientZRow,
      int gradientZNext,
      float[] gradientW,
      int gradientWRow) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector sign = IntVector.broadcast(INTS, SIGN);
    IntVector floor = IntVector.broadcast(INTS, least);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector weight = FloatVector.fromArray(FLOATS, w, wRow + i);
      IntVector scaled0 =
          FloatVector.fromArray(FLOATS, z, zRow + i)
              .sub(weight)
              .mul(reciprocal0)
              .reinterpretAsInts();
      IntVector scaled1 =
          FloatVector.fromArray(FLOATS, z, zNext + i)
              .sub(weight)
              .mul(reciprocal1)
              .reinterpretAsInts();
      FloatVector t0 = scaled0.and(magnitude).max(floor).reinterpretAsFloats();
      FloatVector t1 = scaled1.and(magnitude).max(floor).reinterpretAsFloats();
      FloatVector power0 = t0;
      FloatVector power1 = t1;
      if (n >= 32) {
        power0 = Lanes.exact(power0);
        power0 = power0.mul(power0);
        power1 = Lanes.exact(power1);
        power1 = power1.mul(power1);
        if ((n & 16) != 0) {
          power0 = t0.mul(power0);
          power1 = t1.mul(power1);
        }
      }
      if (n >= 16) {
        power0 = Lanes.exact(power0);
        power0 = power0.mul(power0);
        power1 = Lanes.exact(power1);
        power1 = power1.mul(power1);
        if ((n & 8) != 0) {
          power0 = t0.mul(power0);
          power1 = t1.mul(power1);
        }
      }
      if (n >= 8) {
        power0 = Lanes.exact(power0);
        power0 = power0.mul(power0);
        power1 = Lanes.exact(power1);
        power1 = power1.mul(power1);
        if ((n & 4) != 0) {
          power0 = t0.mul(power0);
          power1 = t1.mul(power1);
        }
      }
      if (n >= 4) {
        power0 = Lanes.exact(power0);
        power0 = power0.mul(power0);
        power1 = Lanes.exact(power1);
        power1 = power1.mul(power1);
        if ((n & 2) != 0) {
          power0 = t0.mul(power0);
          power1 = t1.mul(power1);
        }
      }
      if (n >= 2) {
        power0 = Lanes.exact(power0);
        power0 = power0.mul(power0);
        power1 = Lanes.exact(power1);
        power1 = power1.mul(power1);
        if ((n & 1) != 0) {
          power0 = t0.mul(power0);
          power1 = t1.mul(power1);
        }
      }
      FloatVector term0 =
          Lanes.exact(power0)
              .mul(gradient0)
              .reinterpretAsInts()
              .lanewise(XOR, scaled0.and(sign))
              .reinterpretAsFloats();
      FloatVector term1 =
          Lanes.exact(power1)
              .mul(gradient1)
              .reinterpretAsInts()
              .lanewise(XOR, scaled1.and(sign))
              .reinterpretAsFloats();
      if (gradientZ != null) {
        FloatVector.fromArray(FLOATS, gradientZ, gradientZRow + i)
            .add(term0)
            .intoArray(gradientZ, gradientZRow + i);
        FloatVector.fromArray(FLOATS, gradientZ, gradientZNext + i)
            .add(term1)
            .intoArray(gradientZ, gradientZNext + i);
      }
      FloatVector.fromArray(FLOATS, gradientW, gradientWRow + i)
          .sub(term0)
          .sub(term1)
          .intoArray(gradientW, gradientWRow + i);
    }
    for (int i = full; i < inputs; i++) {
      float term0 = Powers.signedPower((z[zRow + i] - w[wRow + i]) * reciprocal0, n) * gradient0;
      float term1 = Powers.signedPower((z[zNext + i] - w[wRow + i]) * reciprocal1, n) * gradient1;
      if (gradientZ != null) {
        gradientZ[gradientZRow + i] += term0;
        gradientZ[gradientZNext + i] += term1;
      }
      gradientW[gradientWRow + i] = gradientW[gradientWRow + i] - term0 - term1;
    }
  }
}

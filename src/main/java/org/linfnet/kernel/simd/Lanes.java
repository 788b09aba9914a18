package org.linfnet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vectors that all kernels of this JVM use, and what the Vector API lacks or does slowly. */
final class Lanes {

  static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(VectorWidth.bits()));
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());

  /** The floats in a vector. */
  static final int LENGTH = FLOATS.length();

  /**
   * All but the sign: {@code bits & MAGNITUDE} are those of the absolute value, and order as it
   * does.
   */
  static final int MAGNITUDE = 0x7fffffff;

  static final int SIGN = 0x80000000;

  private Lanes() {}

  static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  /** The sum in an order of its own; that of {@code reduceLanes} differs between compilers. */
  static float sum(FloatVector v) {
    float low = (v.lane(0) + v.lane(1)) + (v.lane(2) + v.lane(3));
    if (LENGTH == 4) {
      return low;
    }
    float high = (v.lane(4) + v.lane(5)) + (v.lane(6) + v.lane(7));
    if (LENGTH == 8) {
      return low + high;
    }
    float third = (v.lane(8) + v.lane(9)) + (v.lane(10) + v.lane(11));
    float fourth = (v.lane(12) + v.lane(13)) + (v.lane(14) + v.lane(15));
    return (low + high) + (third + fourth);
  }
}

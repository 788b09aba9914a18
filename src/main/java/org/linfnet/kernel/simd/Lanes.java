package org.linfnet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vectors that all kernels of this JVM use. */
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

  /**
   * The sum of one vector's lanes, in an order of its own: that of {@code reduceLanes} may differ
   * between compilers.
   */
  static float sum(float[] lanes, int at) {
    float sum = 0;
    for (int lane = at; lane < at + LENGTH; lane += 4) {
      sum += (lanes[lane] + lanes[lane + 1]) + (lanes[lane + 2] + lanes[lane + 3]);
    }
    return sum;
  }

  /**
   * The same vector. Where control flow joins the compiler knows no more than that it is some
   * vector, and asks the profile, which knows nothing of code that has not run yet.
   */
  static FloatVector exact(FloatVector v) {
    return (FloatVector) FLOATS.vectorType().cast(v);
  }
}

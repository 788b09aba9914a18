package org.linfnet.kernel.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The vectors that all kernels of this JVM use. */
final class Lanes {

  static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(VectorWidth.bits()));
  static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());

  /**
   * What every vector of floats is. A cast to it is free and tells the compiler so where it knows
   * no more than that it is some vector, and would ask the profile, which knows nothing of code
   * that has not run yet: where control flow joins, and at the end of a long method, where calls
   * are inlined last. A vector of which it is not sure is allocated.
   */
  static final Class<? extends FloatVector> FLOAT_VECTOR =
      FLOATS.vectorType().asSubclass(FloatVector.class);

  /** What every vector of ints is, as {@link #FLOAT_VECTOR}. */
  static final Class<? extends IntVector> INT_VECTOR =
      INTS.vectorType().asSubclass(IntVector.class);

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
}

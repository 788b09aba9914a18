package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.LENGTH;

/**
 * Takes every step of the ladders of {@link IntegerPowerDistance} and {@link IntegerPowerGradient}
 * before work begins. The compiler leaves out what it has not seen taken, and so every p that needs
 * one more step would stop both loops in the middle of training, until they are compiled anew.
 */
final class LadderRehearsal {

  /** Enough for the compiler to have begun to count. */
  private static final int ROUNDS = 300;

  /** Between them they take every step and leave out every step. */
  private static final int[] EXPONENTS = {63, 32, 21, 10, 5, 2};

  static {
    float[] lanes = new float[2 * LENGTH];
    float[] z = new float[2 * LENGTH];
    float[] w = new float[LENGTH];
    float[] gradientZ = new float[2 * LENGTH];
    float[] gradientW = new float[LENGTH];
    for (int round = 0; round < ROUNDS; round++) {
      for (int n : EXPONENTS) {
        IntegerPowerDistance.sums(lanes, n, 1, 0, z, 0, LENGTH, w, 0, LENGTH);
        add(n, z, w, gradientZ, gradientW);
        add(n, z, w, null, gradientW);
        add(n, z, w, gradientZ, null);
      }
    }
  }

  private LadderRehearsal() {}

  /** Returns when it is over: the first call takes a tenth of a second, others take nothing. */
  static void attend() {}

  private static void add(int n, float[] z, float[] w, float[] gradientZ, float[] gradientW) {
    IntegerPowerGradient.add(
        n, 0, 1, 1, 1, 1, z, 0, LENGTH, w, 0, LENGTH, gradientZ, 0, LENGTH, gradientW, 0);
  }
}

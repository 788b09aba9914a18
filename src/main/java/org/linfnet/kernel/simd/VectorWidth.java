package org.linfnet.kernel.simd;

import jdk.incubator.vector.VectorShape;

/** How wide the vectors are: the machine's widest, or what {@value #BITS} asks for. */
final class VectorWidth {

  /** The system property for narrower vectors: 128, 256 or 512. */
  static final String BITS = "linfnet.vector.bits";

  private VectorWidth() {}

  /**
   * The width for this JVM.
   *
   * @throws IllegalArgumentException when the property has no such width, or the machine has not
   */
  static int bits() {
    return bits(System.getProperty(BITS), VectorShape.preferredShape().vectorBitSize());
  }

  /** The width out of what is asked for, null for nothing, and the widest that the machine has. */
  static int bits(String wanted, int widest) {
    if (wanted == null || wanted.isEmpty()) {
      return widest;
    }
    if (!wanted.equals("128") && !wanted.equals("256") && !wanted.equals("512")) {
      throw new IllegalArgumentException(
          BITS + "=" + wanted + ": vectors have 128, 256 or 512 bits");
    }
    int bits = Integer.parseInt(wanted);
    if (bits > widest) {
      throw new IllegalArgumentException(
          BITS
              + "="
              + bits
              + ": the vectors of this machine have "
              + widest
              + " bits; leave it out");
    }
    return bits;
  }
}

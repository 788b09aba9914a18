package org.linfnet.report;

/**
 * The example that comes nearest to a point.
 *
 * @param example its place among the examples
 * @param distance to it in l-infinity, in pixel units
 */
public record NearestExample(int example, double distance) {

  private static final float PIXEL_VALUES = 255;

  /**
   * Looks for the example x that minimises max_i |x_i / 255 - w_i|, the first of them when there
   * are several.
   *
   * @param point w in pixel units, {@code float[inputs]}
   * @param examples {@code byte[count * inputs]}, row-major, bytes taken as 0 to 255
   * @throws IllegalArgumentException when there is no example, or the last is not whole
   */
  public static NearestExample to(float[] point, byte[] examples) {
    int inputs = point.length;
    if (examples.length == 0 || examples.length % inputs != 0) {
      throw new IllegalArgumentException(examples.length + " pixels in images of " + inputs);
    }
    NearestExample nearest = new NearestExample(0, Double.POSITIVE_INFINITY);
    for (int example = 0; example < examples.length / inputs; example++) {
      double distance = distance(point, examples, example * inputs, nearest.distance);
      if (distance < nearest.distance) {
        nearest = new NearestExample(example, distance);
      }
    }
    return nearest;
  }

  /** The distance, or something that is no less than {@code enough} when it is. */
  private static double distance(float[] point, byte[] examples, int at, double enough) {
    double distance = 0;
    for (int i = 0; i < point.length && distance < enough; i++) {
      double pixel = Byte.toUnsignedInt(examples[at + i]) / PIXEL_VALUES;
      distance = Math.max(distance, Math.abs(pixel - point[i]));
    }
    return distance;
  }
}

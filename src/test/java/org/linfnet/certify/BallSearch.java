package org.linfnet.certify;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;

/**
 * Searches balls for points at which a class is no longer the largest alone: in the floats of the
 * network itself, in floats that are added up in another order, and in rational arithmetic. Points
 * are faces and corners of the ball, up to three stored values inside of it; every other one
 * follows a gradient.
 */
final class BallSearch {

  private static final int MOST_STEPS_INSIDE = 3;

  private final Encoding encoding;
  private final AttackedNetwork network;
  private final ShuffledNetwork shuffled;
  private final ExactNetwork exact;
  private final Random random;

  BallSearch(EncodedNetwork network, long seed) {
    this.random = new Random(seed);
    this.encoding = network.encoding();
    this.network = new AttackedNetwork(network, Kernels.of(new ScalarKernels()), 1);
    this.shuffled = new ShuffledNetwork(network, random);
    this.exact = new ExactNetwork(network);
  }

  /** Whether one of so many points of a ball is given another class in any arithmetic. */
  boolean breaks(double[] centre, int label, double radius, int points) {
    for (int point = 0; point < points; point++) {
      double[] values =
          point % 2 == 0 ? alongGradient(centre, label, radius) : face(centre, radius);
      if (isBroken(values, label)) {
        return true;
      }
    }
    return false;
  }

  private boolean isBroken(double[] values, int label) {
    return !isLargest(exact(network.logits(values, 1)), label)
        || !isLargest(exact(shuffled.logits(values)), label)
        || !isLargest(exact.logits(values), label);
  }

  private static BigDecimal[] exact(float[] logits) {
    BigDecimal[] exact = new BigDecimal[logits.length];
    Arrays.setAll(exact, j -> new BigDecimal(logits[j]));
    return exact;
  }

  private static boolean isLargest(BigDecimal[] logits, int label) {
    for (int j = 0; j < logits.length; j++) {
      if (j != label && logits[j].compareTo(logits[label]) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The corner that raises another class over the label, as the gradient at the centre says. */
  private double[] alongGradient(double[] centre, int label, double radius) {
    network.relaxedLogits(Float.POSITIVE_INFINITY, centre, 1);
    float[] logitGradient = new float[network.classes()];
    logitGradient[(label + 1 + random.nextInt(network.classes() - 1)) % network.classes()] = 1;
    logitGradient[label] -= 1;
    float[] gradient = network.inputGradient(logitGradient);
    double[] values = new double[centre.length];
    Arrays.setAll(
        values,
        i -> end(i, centre[i], radius, gradient[i] == 0 ? random.nextBoolean() : gradient[i] > 0));
    return values;
  }

  private double[] face(double[] centre, double radius) {
    double within = random.nextInt(3) / 4.0;
    double[] values = new double[centre.length];
    Arrays.setAll(
        values,
        i ->
            random.nextDouble() < within
                ? inside(i, centre[i], radius)
                : end(i, centre[i], radius, random.nextBoolean()));
    return values;
  }

  private double inside(int input, double centre, double radius) {
    double lower = encoding.lower(input, centre, radius);
    double upper = encoding.upper(input, centre, radius);
    double value = encoding.stored(lower + random.nextDouble() * (upper - lower));
    return encoding.holds(input, centre, radius, value) ? value : centre;
  }

  private double end(int input, double centre, double radius, boolean up) {
    double end = up ? encoding.upper(input, centre, radius) : encoding.lower(input, centre, radius);
    for (int steps = random.nextInt(MOST_STEPS_INSIDE + 1); steps > 0; steps--) {
      end =
          encoding.isPicture() ? Math.nextAfter((float) end, centre) : Math.nextAfter(end, centre);
    }
    return encoding.holds(input, centre, radius, end) ? end : centre;
  }
}

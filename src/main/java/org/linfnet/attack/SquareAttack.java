package org.linfnet.attack;

import java.util.Arrays;
import java.util.Random;
import org.linfnet.RandomStream;
import org.linfnet.network.Margin;

/**
 * The square attack (Andriushchenko et al., 2020), which needs no gradient: from stripes at the
 * ends of the ball, patches at random places go to a random end of it, smaller and smaller, and
 * stay where the margin shrinks. The encoding says what stripes and patches are.
 *
 * @param iterations how many patches are tried
 * @param stream the seed
 */
record SquareAttack(int iterations, RandomStream stream) implements Attack {

  private static final String NAME = "square";
  private static final double FIRST_SHARE = 0.8;

  /** Where, in thousandths of the iterations, the patches' share is halved. */
  private static final int[] HALVINGS = {1, 5, 20, 50, 100, 200, 400, 600, 800};

  @Override
  public void attack(AttackedNetwork network, AttackedExamples examples) {
    AttackPoints points = new AttackPoints(network, examples, NAME);
    Random[] randoms = new Random[examples.size()];
    float[] margins = new float[examples.size()];
    Arrays.fill(margins, Float.POSITIVE_INFINITY);
    for (int k = 0; k < points.size(); k++) {
      int position = points.position(k);
      randoms[position] = stream.at(examples.id(position)).random();
    }
    int[][] stripes = network.encoding().stripes();
    double[] proposals = new double[points.size() * network.inputs()];
    for (int iteration = 0; iteration <= iterations && points.size() > 0; iteration++) {
      System.arraycopy(points.values(), 0, proposals, 0, points.size() * network.inputs());
      for (int k = 0; k < points.size(); k++) {
        Random random = randoms[points.position(k)];
        int[][] groups =
            iteration == 0
                ? stripes
                : new int[][] {network.encoding().patch(share(iteration), random)};
        for (int[] group : groups) {
          paint(points, k * network.inputs(), group, random.nextBoolean(), proposals);
        }
      }
      float[] logits = network.logits(proposals, points.size());
      keepBetter(points, network, logits, proposals, margins);
      points.judge(logits);
      points.dropFallen();
    }
  }

  /** Moves a group of values to one end of the ball. */
  private static void paint(
      AttackPoints points, int at, int[] group, boolean up, double[] proposals) {
    double[] end = up ? points.upper() : points.lower();
    for (int i : group) {
      proposals[at + i] = end[at + i];
    }
  }

  private double share(int iteration) {
    double share = FIRST_SHARE;
    for (int halving : HALVINGS) {
      share /= 1000L * iteration > (long) halving * iterations ? 2 : 1;
    }
    return share;
  }

  private static void keepBetter(
      AttackPoints points,
      AttackedNetwork network,
      float[] logits,
      double[] proposals,
      float[] margins) {
    int classes = network.classes();
    int inputs = network.inputs();
    for (int k = 0; k < points.size(); k++) {
      float margin = Margin.of(logits, k * classes, classes, points.label(k));
      if (margin < margins[points.position(k)]) {
        margins[points.position(k)] = margin;
        System.arraycopy(proposals, k * inputs, points.values(), k * inputs, inputs);
      }
    }
  }
}

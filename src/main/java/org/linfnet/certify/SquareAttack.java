package org.linfnet.certify;

import java.util.Arrays;
import java.util.Random;
import org.linfnet.data.ImageShape;
import org.linfnet.data.RandomStream;
import org.linfnet.network.Margin;

/**
 * The square attack (Andriushchenko et al., 2020), which needs no gradient: from vertical stripes
 * at the ends of the ball, squares at random places go to a random end of it, smaller and smaller,
 * and stay where the margin shrinks.
 *
 * @param shape of the images
 * @param iterations how many squares are tried
 * @param stream the seed
 */
record SquareAttack(ImageShape shape, int iterations, RandomStream stream) implements Attack {

  private static final String NAME = "square";
  private static final double FIRST_SHARE = 0.8;

  /** Where, in thousandths of the iterations, the squares' area is halved. */
  private static final int[] HALVINGS = {1, 5, 20, 50, 100, 200, 400, 600, 800};

  @Override
  public void attack(AttackedClassifier classifier, AttackedExamples examples) {
    AttackPoints points = new AttackPoints(classifier, examples, NAME);
    Random[] randoms = new Random[examples.size()];
    float[] margins = new float[examples.size()];
    Arrays.fill(margins, Float.POSITIVE_INFINITY);
    for (int k = 0; k < points.size(); k++) {
      int position = points.position(k);
      randoms[position] = stream.at(examples.id(position)).random();
    }
    float[] proposals = new float[points.size() * classifier.inputs()];
    for (int iteration = 0; iteration <= iterations && points.size() > 0; iteration++) {
      System.arraycopy(points.points(), 0, proposals, 0, points.size() * classifier.inputs());
      for (int k = 0; k < points.size(); k++) {
        Random random = randoms[points.position(k)];
        if (iteration == 0) {
          paintStripes(points, k, random, proposals);
        } else {
          paintSquare(points, k, random, side(iteration), proposals);
        }
      }
      float[] logits = classifier.logits(proposals, points.size());
      keepBetter(points, logits, classifier.classes(), proposals, margins);
      points.judge(logits);
      points.dropFallen();
    }
  }

  private void paintStripes(AttackPoints points, int point, Random random, float[] proposals) {
    for (int column = 0; column < shape.width(); column++) {
      paint(points, point, 0, shape.height(), column, column + 1, random.nextBoolean(), proposals);
    }
  }

  private void paintSquare(
      AttackPoints points, int point, Random random, int side, float[] proposals) {
    int high = Math.min(side, shape.height());
    int wide = Math.min(side, shape.width());
    int top = random.nextInt(shape.height() - high + 1);
    int left = random.nextInt(shape.width() - wide + 1);
    boolean up = random.nextBoolean();
    paint(points, point, top, top + high, left, left + wide, up, proposals);
  }

  private void paint(
      AttackPoints points,
      int point,
      int top,
      int bottom,
      int left,
      int right,
      boolean up,
      float[] proposals) {
    float[] end = up ? points.upper() : points.lower();
    for (int row = top; row < bottom; row++) {
      int at = point * shape.inputs() + row * shape.width();
      System.arraycopy(end, at + left, proposals, at + left, right - left);
    }
  }

  private int side(int iteration) {
    double share = FIRST_SHARE;
    for (int halving : HALVINGS) {
      share /= 1000L * iteration > (long) halving * iterations ? 2 : 1;
    }
    return Math.max(1, (int) Math.round(Math.sqrt(share * shape.inputs())));
  }

  private static void keepBetter(
      AttackPoints points, float[] logits, int classes, float[] proposals, float[] margins) {
    int inputs = proposals.length == 0 ? 0 : points.inputs();
    for (int k = 0; k < points.size(); k++) {
      float margin = Margin.of(logits, k * classes, classes, points.label(k));
      if (margin < margins[points.position(k)]) {
        margins[points.position(k)] = margin;
        System.arraycopy(proposals, k * inputs, points.points(), k * inputs, inputs);
      }
    }
  }
}

package org.linfnet.certify;

import org.linfnet.data.RandomStream;

/**
 * Projected gradient descent (Madry et al.): from a random point of the ball, steps along the sign
 * of the loss's gradient, each clipped to the ball and to [0, 1]. Every point on the way is judged
 * by the deployed network; an example is left alone once it has fallen.
 *
 * @param name what counterexamples are put down to
 * @param loss what is climbed
 * @param p the norm through which the gradient is taken; infinity is the deployed network's own
 * @param steps how many steps
 * @param stepSize how long they are
 * @param stream the seed of the starting points
 */
public record ProjectedGradientDescent(
    String name, AttackLoss loss, float p, int steps, StepSize stepSize, RandomStream stream)
    implements Attack {

  /** The name of the published attack. */
  static final String PUBLISHED = "pgd";

  private static final int PAPER_STEPS = 20;
  private static final double PAPER_STEP = 0.01;

  /** The paper's: 20 steps of 0.01 on cross-entropy through p = infinity. */
  public static ProjectedGradientDescent asPublished(long seed) {
    return new ProjectedGradientDescent(
        PUBLISHED,
        AttackLoss.crossEntropy(),
        Float.POSITIVE_INFINITY,
        PAPER_STEPS,
        StepSize.constant(PAPER_STEP),
        new RandomStream(seed));
  }

  @Override
  public void attack(AttackedClassifier classifier, AttackedExamples examples) {
    AttackPoints points = new AttackPoints(classifier, examples, name);
    points.scatter(stream);
    for (int step = 0; step < steps && points.size() > 0; step++) {
      float[] logits = classifier.relaxedLogits(p, points.points(), points.size());
      float[] gradient = inputGradient(classifier, points, logits);
      points.judge(
          Float.isInfinite(p) ? logits : classifier.logits(points.points(), points.size()));
      points.climb(gradient, (float) stepSize.at(step, steps, examples.ball().radius()));
      points.dropFallen();
    }
    points.judge(classifier.logits(points.points(), points.size()));
  }

  private float[] inputGradient(
      AttackedClassifier classifier, AttackPoints points, float[] logits) {
    int classes = classifier.classes();
    float[] logitGradient = new float[points.size() * classes];
    for (int k = 0; k < points.size(); k++) {
      loss.gradient(logits, k * classes, classes, points.label(k), logitGradient);
    }
    return classifier.inputGradient(p, points.size(), logitGradient);
  }
}

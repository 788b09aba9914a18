package org.linfnet.attack;

import org.linfnet.RandomStream;
import org.linfnet.input.Encoding;

/**
 * Projected gradient descent (Madry et al.): from a random point of the ball, steps along the sign
 * of the loss's gradient, each clipped to the ball. Every point on the way is judged by the
 * finished network. An example that has a counterexample is attacked no further.
 *
 * @param name the name that counterexamples carry
 * @param loss what is climbed
 * @param p the norm through which the gradient is taken; infinity is the finished network's own
 * @param steps how many steps
 * @param stepSize how long they are
 * @param stream the seed of the starting points
 */
public record ProjectedGradientDescent(
    String name, AttackLoss loss, float p, int steps, StepSize stepSize, RandomStream stream)
    implements Attack {

  /** The name of the published attack. */
  public static final String PUBLISHED = "pgd";

  private static final int PUBLISHED_STEPS = 20;

  /** The paper's: 20 steps of the encoding's length on cross-entropy through p = infinity. */
  public static ProjectedGradientDescent asPublished(long seed, Encoding encoding) {
    return new ProjectedGradientDescent(
        PUBLISHED,
        AttackLoss.crossEntropy(),
        Float.POSITIVE_INFINITY,
        PUBLISHED_STEPS,
        (step, steps, radius) -> encoding.publishedStep(radius),
        new RandomStream(seed));
  }

  @Override
  public void attack(AttackedNetwork network, AttackedExamples examples) {
    AttackPoints points = new AttackPoints(network, examples, name);
    points.scatter(stream);
    for (int step = 0; step < steps && points.size() > 0; step++) {
      float[] logits = network.relaxedLogits(p, points.values(), points.size());
      float[] gradient = inputGradient(network, points, logits);
      points.judge(Float.isInfinite(p) ? logits : network.logits(points.values(), points.size()));
      points.climb(gradient, stepSize.at(step, steps, examples.radius()));
      points.dropFallen();
    }
    points.judge(network.logits(points.values(), points.size()));
  }

  private float[] inputGradient(AttackedNetwork network, AttackPoints points, float[] logits) {
    int classes = network.classes();
    float[] logitGradient = new float[points.size() * classes];
    for (int k = 0; k < points.size(); k++) {
      loss.gradient(logits, k * classes, classes, points.label(k), logitGradient);
    }
    return network.inputGradient(logitGradient);
  }
}

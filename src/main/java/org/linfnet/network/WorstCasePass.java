package org.linfnet.network;

import java.util.Arrays;
import java.util.List;
import org.linfnet.RandomStream;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.Leads;

/**
 * The part of an {@link Objective} that rests on bounds, for batches of up to a given size. One
 * thread uses it at a time.
 *
 * <p>The first layers of a network that are {@link Network#nonexpansiveLayers} give features that
 * move no further than the example does. So the ball of the same radius around the features holds
 * what a perturbation makes of them, and bounds begin there (arXiv 2102.05363, section 5.3). Where
 * there are no such layers the features are the inputs, and the ball keeps within their range.
 */
final class WorstCasePass {

  private final int firstLayer;
  private final BoundsPass bounds;
  private final Bounds boxes;
  private final Ball unlimited;
  private final int classes;
  private final double[] leads;
  private final float[] logits;
  private final float[] gradient;
  private final float[] featureGradient;

  WorstCasePass(Network network, Kernels kernels, int capacity) {
    this.firstLayer = network.nonexpansiveLayers();
    this.bounds =
        new BoundsPass(
            network.layers().subList(firstLayer, network.layers().size()), kernels, capacity);
    int features = network.layers().get(firstLayer).inputs().size();
    this.boxes = Bounds.of(capacity, features);
    this.unlimited = Ball.unlimited(features);
    this.classes = network.classes();
    this.leads = new double[Math.multiplyExact(capacity, classes)];
    this.logits = new float[leads.length];
    this.gradient = new float[leads.length];
    this.featureGradient = new float[Math.multiplyExact(capacity, features)];
  }

  /** The layer whose inputs are the features. */
  int firstLayer() {
    return firstLayer;
  }

  /**
   * Examples as they come to the bounds.
   *
   * @param size the examples
   * @param features what {@link #firstLayer} takes in, {@code float[size * features]}, row-major
   * @param labels {@code int[size]}
   * @param weights what each example's loss is multiplied by, {@code float[size]}
   * @param random where random projections are drawn from
   */
  record Examples(int size, float[] features, int[] labels, float[] weights, RandomStream random) {}

  /**
   * Adds the gradient of the examples' worst-case loss, times its share and the examples' weights,
   * by the numbers of the bounded layers.
   *
   * @param sums laid out as the network's numbers; added to
   * @return the loss, summed over the examples, times the same
   */
  double addGradient(float[] numbers, Objective objective, Examples examples, float[] sums) {
    Ball ball =
        featuresAreInputs() ? objective.ball() : unlimited.ofRadius(objective.ball().radius());
    ball.boxes(examples.features(), examples.size(), boxes);
    Leads least = new Leads(classes, examples.labels(), leads);
    return objective.lines() > 0
        ? addLinesGradient(numbers, objective, examples, least, sums)
        : addIntervalsGradient(numbers, objective, examples, least, sums);
  }

  private double addIntervalsGradient(
      float[] numbers, Objective objective, Examples examples, Leads least, float[] sums) {
    bounds.leads(numbers, boxes, examples.size(), least);
    double loss = lossGradient(objective, examples);
    carryBack(least, BoundsPass.NOTHING_MORE, sums);
    return loss;
  }

  /** The leads are a mean of those of lines and of the last layer. */
  private double addLinesGradient(
      float[] numbers, Objective objective, Examples examples, Leads least, float[] sums) {
    Leads ofLines =
        bounds.bothLeads(
            new BoundsPass.Boxes(numbers, boxes, examples.size()),
            objective.hidden(),
            examples.random(),
            least);
    float share = objective.lines();
    int count = examples.size() * classes;
    for (int at = 0; at < count; at++) {
      leads[at] = (1 - share) * leads[at] + share * ofLines.values()[at];
    }
    double loss = lossGradient(objective, examples);
    float[] lineGradient = new float[count];
    for (int at = 0; at < count; at++) {
      lineGradient[at] = share * gradient[at];
      gradient[at] *= 1 - share;
    }
    carryBack(least, bounds.linesGradient(least, lineGradient, sums), sums);
    return loss;
  }

  /** Sets {@link #gradient} to that of the loss by the leads. */
  private double lossGradient(Objective objective, Examples examples) {
    int count = examples.size() * classes;
    for (int at = 0; at < count; at++) {
      logits[at] = (float) -leads[at];
    }
    Arrays.fill(gradient, 0, count, 0f);
    double loss = 0;
    for (int b = 0; b < examples.size(); b++) {
      float weight = (1 - objective.kappa()) * examples.weights()[b];
      int label = examples.labels()[b];
      loss +=
          weight
              * (double)
                  objective
                      .worst()
                      .addGradient(logits, b * classes, classes, label, weight, gradient);
    }
    for (int at = 0; at < count; at++) {
      gradient[at] = -gradient[at];
    }
    return loss;
  }

  /** Carries {@link #gradient} back. Nobody asks for the gradient by the inputs. */
  private void carryBack(Leads least, List<Bounds> byBoxes, float[] sums) {
    if (featuresAreInputs()) {
      bounds.leadsSlotGradient(least, gradient, byBoxes, sums);
    } else {
      fillFeatureGradient(bounds.leadsGradient(least, gradient, byBoxes, sums));
    }
  }

  private boolean featuresAreInputs() {
    return firstLayer == 0;
  }

  /** A feature moves both ends of its box. */
  private void fillFeatureGradient(Bounds ends) {
    for (int i = 0; i < ends.lower().length; i++) {
      featureGradient[i] = ends.lower()[i] + ends.upper()[i];
    }
  }

  /**
   * The gradient by the features, after {@link #addGradient}: {@code float[size * features]}. It
   * holds until the next call. It is not computed where the features are the inputs.
   */
  float[] featureGradient() {
    return featureGradient;
  }
}

package org.linfnet.certify;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleBlock;

/** Attacks blocks of examples within each radius of a plan in turn, the smallest first. */
final class RadiusAttacks {

  private final AttackedClassifier classifier;
  private final double[] epsilons;
  private final List<Attack> attacks;

  /**
   * @param attacked what the examples are
   */
  RadiusAttacks(AttackedClassifier classifier, EvaluationPlan plan, DatasetDescription attacked) {
    this.classifier = classifier;
    this.epsilons = plan.epsilons();
    this.attacks = plan.attack().attacks(plan.seed(), attacked);
  }

  /**
   * What is found: for each example a list with an outcome for each radius.
   *
   * @param pixels of the block's examples in [0, 1], {@code float[size * inputs]}
   * @param targets the classes that are attacked
   * @param certifiedRadii what need not be attacked within, in pixel units; NaN where nothing is
   *     certified
   */
  List<List<ExampleResult.Outcome>> outcomes(
      ExampleBlock block,
      float[] pixels,
      int[] predictions,
      int[] targets,
      double[] certifiedRadii) {
    int size = block.size();
    List<List<ExampleResult.Outcome>> outcomes = new ArrayList<>();
    for (int b = 0; b < size; b++) {
      outcomes.add(new ArrayList<>());
    }
    AttackedExamples attacked =
        new AttackedExamples(block.ids(), pixels, targets, new boolean[size], new PixelBall(0));
    for (double epsilon : epsilons) {
      Status[] statuses = new Status[size];
      boolean[] spared = new boolean[size];
      for (int b = 0; b < size; b++) {
        statuses[b] = unattacked(predictions[b], targets[b], certifiedRadii[b], epsilon);
        spared[b] = statuses[b] != Status.UNKNOWN;
      }
      attacked = attacked.within(new PixelBall(epsilon), spared);
      for (Attack attack : attacks) {
        attack.attack(classifier, attacked);
      }
      for (int b = 0; b < size; b++) {
        Counterexample found = attacked.counterexample(b).orElse(null);
        Status status = found == null ? statuses[b] : Status.ATTACKED;
        outcomes.get(b).add(new ExampleResult.Outcome(epsilon, status, found));
      }
    }
    return outcomes;
  }

  private static Status unattacked(int prediction, int target, double radius, double epsilon) {
    if (prediction != target) {
      return Status.MISCLASSIFIED;
    }
    return radius >= epsilon ? Status.CERTIFIED : Status.UNKNOWN;
  }
}

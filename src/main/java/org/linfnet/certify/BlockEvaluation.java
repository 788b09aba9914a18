package org.linfnet.certify;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.data.ExampleBlock;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.Margin;
import org.linfnet.train.TrainedNetwork;

/**
 * Scores, certifies and attacks blocks of examples of up to a given size. An example's result does
 * not depend on the examples beside it. Holds the buffers of its passes, so one thread uses it at a
 * time.
 */
public final class BlockEvaluation {

  private final EvaluationPlan plan;
  private final double sigma;
  private final Scorer scorer;
  private final MarginCertificate margins;
  private final CertifiedRadii radii;
  private final List<Attack> attacks;

  /**
   * @param capacity the most examples that a block holds
   */
  public BlockEvaluation(
      TrainedNetwork network, EvaluationPlan plan, DistanceKernels kernels, int capacity) {
    this.plan = plan;
    this.sigma = network.trainedOn().standardisation().sigma();
    this.scorer = new Scorer(network, kernels, capacity);
    this.margins = new MarginCertificate(network, kernels);
    this.radii =
        new CertifiedRadii(new IntervalCertificate(network, kernels, capacity), plan.epsilons());
    this.attacks = plan.attack().attacks(plan.seed(), network.trainedOn());
  }

  /** One result for each example, in their order. */
  public List<ExampleResult> evaluate(ExampleBlock block) {
    int size = block.size();
    int classes = scorer.classes();
    float[] pixels = Scorer.pixels(block.pixels());
    float[] logits = scorer.logits(pixels, size);
    int[] predictions = new int[size];
    int[] targets = new int[size];
    double[] margin = new double[size];
    double[] marginRadii = new double[size];
    for (int b = 0; b < size; b++) {
      int label = block.labels()[b];
      predictions[b] = Margin.prediction(logits, b * classes, classes);
      targets[b] = label == ExampleBlock.NO_LABEL ? predictions[b] : label;
      margin[b] = sigma * Margin.of(logits, b * classes, classes, targets[b]);
      marginRadii[b] = margins.radius(logits, b * classes, classes, targets[b]);
    }
    double[] certifiedRadii = marginRadii.clone();
    radii.raise(pixels, targets, certifiedRadii);
    List<List<ExampleResult.Outcome>> outcomes =
        outcomes(block.ids(), pixels, predictions, targets, certifiedRadii);
    List<ExampleResult> results = new ArrayList<>(size);
    for (int b = 0; b < size; b++) {
      results.add(
          new ExampleResult(
              block.ids()[b],
              block.labels()[b],
              predictions[b],
              margin[b],
              marginRadii[b],
              certifiedRadii[b],
              outcomes.get(b)));
    }
    return results;
  }

  private List<List<ExampleResult.Outcome>> outcomes(
      long[] ids, float[] pixels, int[] predictions, int[] targets, double[] certifiedRadii) {
    List<List<ExampleResult.Outcome>> outcomes = new ArrayList<>();
    for (int b = 0; b < ids.length; b++) {
      outcomes.add(new ArrayList<>());
    }
    AttackedExamples attacked =
        new AttackedExamples(ids, pixels, targets, new boolean[ids.length], new PixelBall(0));
    for (double epsilon : plan.epsilons()) {
      Status[] statuses = new Status[ids.length];
      boolean[] spared = new boolean[ids.length];
      for (int b = 0; b < ids.length; b++) {
        statuses[b] = unattacked(predictions[b], targets[b], certifiedRadii[b], epsilon);
        spared[b] = statuses[b] != Status.UNKNOWN;
      }
      attacked = attacked.within(new PixelBall(epsilon), spared);
      for (Attack attack : attacks) {
        attack.attack(scorer, attacked);
      }
      for (int b = 0; b < ids.length; b++) {
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

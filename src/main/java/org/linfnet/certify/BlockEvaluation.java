package org.linfnet.certify;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.data.ExampleBlock;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.Margin;
import org.linfnet.train.TrainedNetwork;

/** Scores, certifies and attacks with a distance net. */
public final class BlockEvaluation implements ExampleEvaluation {

  private final double sigma;
  private final Scorer scorer;
  private final MarginCertificate margins;
  private final CertifiedRadii radii;
  private final RadiusAttacks attacks;

  /**
   * @param capacity the most examples that a block holds
   */
  public BlockEvaluation(
      TrainedNetwork network, EvaluationPlan plan, DistanceKernels kernels, int capacity) {
    this.sigma = network.trainedOn().standardisation().sigma();
    this.scorer = new Scorer(network, kernels, capacity);
    this.margins = new MarginCertificate(network, kernels);
    this.radii =
        new CertifiedRadii(new IntervalCertificate(network, kernels, capacity), plan.epsilons());
    this.attacks = new RadiusAttacks(scorer, plan, network.trainedOn());
  }

  @Override
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
        attacks.outcomes(block, pixels, predictions, targets, certifiedRadii);
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
}

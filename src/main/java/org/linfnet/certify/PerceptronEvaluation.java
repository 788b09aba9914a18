package org.linfnet.certify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.linfnet.data.ExampleBlock;
import org.linfnet.network.Margin;

/** Scores a perceptron and attacks all that it classifies rightly. Nothing is certified. */
final class PerceptronEvaluation implements ExampleEvaluation {

  private final AttackedClassifier classifier;
  private final RadiusAttacks attacks;

  /**
   * @param capacity the most examples that a block holds
   */
  PerceptronEvaluation(Perceptron perceptron, EvaluationPlan plan, int capacity) {
    this.classifier = new PerceptronScorer(perceptron, capacity);
    this.attacks = new RadiusAttacks(classifier, plan, perceptron.trainedOn());
  }

  @Override
  public List<ExampleResult> evaluate(ExampleBlock block) {
    int size = block.size();
    int classes = classifier.classes();
    float[] pixels = Scorer.pixels(block.pixels());
    float[] logits = classifier.logits(pixels, size);
    int[] predictions = new int[size];
    int[] targets = new int[size];
    for (int b = 0; b < size; b++) {
      predictions[b] = Margin.prediction(logits, b * classes, classes);
      int label = block.labels()[b];
      targets[b] = label == ExampleBlock.NO_LABEL ? predictions[b] : label;
    }
    double[] uncertified = new double[size];
    Arrays.fill(uncertified, ExampleResult.UNMEASURED);
    List<List<ExampleResult.Outcome>> outcomes =
        attacks.outcomes(block, pixels, predictions, targets, uncertified);
    List<ExampleResult> results = new ArrayList<>(size);
    for (int b = 0; b < size; b++) {
      results.add(
          ExampleResult.uncertified(
              block.ids()[b], block.labels()[b], predictions[b], outcomes.get(b)));
    }
    return results;
  }
}

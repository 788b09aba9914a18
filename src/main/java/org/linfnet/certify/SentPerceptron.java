package org.linfnet.certify;

import org.apache.spark.broadcast.Broadcast;
import org.linfnet.data.DatasetDescription;
import org.linfnet.network.PerceptronPass;

/**
 * A perceptron, to be attacked.
 *
 * @param widths of its layers
 * @param weights a flat array, since only such can be broadcast under every serialiser
 */
record SentPerceptron(int[] widths, Broadcast<double[]> weights, DatasetDescription trainedOn)
    implements SentClassifier {

  @Override
  public int weightCount() {
    return PerceptronPass.weightCount(widths);
  }

  @Override
  public ExampleEvaluation evaluation(EvaluationPlan plan, int capacity) {
    return new PerceptronEvaluation(
        new Perceptron(widths, weights.value(), trainedOn), plan, capacity);
  }

  @Override
  public void destroy() {
    weights.destroy();
  }
}

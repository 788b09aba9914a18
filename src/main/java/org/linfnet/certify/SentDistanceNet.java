package org.linfnet.certify;

import org.linfnet.data.DatasetDescription;
import org.linfnet.kernel.KernelChoice;
import org.linfnet.train.NetworkBroadcast;
import org.linfnet.train.TrainedNetwork;

/**
 * A distance net, to be certified and attacked.
 *
 * @param numbers the network's
 */
record SentDistanceNet(NetworkBroadcast numbers, DatasetDescription trainedOn)
    implements SentClassifier {

  @Override
  public int weightCount() {
    return numbers.shape().parameterCount();
  }

  @Override
  public ExampleEvaluation evaluation(EvaluationPlan plan, int capacity) {
    return new BlockEvaluation(
        new TrainedNetwork(numbers.shape(), numbers.state(), trainedOn),
        plan,
        KernelChoice.kernels(),
        capacity);
  }

  @Override
  public void destroy() {
    numbers.destroy();
  }
}

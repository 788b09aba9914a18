package org.linfnet.ml;

import java.io.Serializable;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.train.NetworkBroadcast;

/**
 * A network on its way to the tasks that score with it.
 *
 * @param numbers sent to each executor once
 * @param inputs what it takes
 */
record SentNetwork(NetworkBroadcast numbers, NetworkInputs inputs) implements Serializable {

  BlockClassifier classifier(DistanceKernels kernels, int capacity) {
    return inputs.classifier(numbers.shape(), numbers.state(), kernels, capacity);
  }
}

package org.linfnet.train;

import java.util.Optional;
import org.linfnet.data.InvalidInputException;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.NetworkShape;

/**
 * Stops a run whose numbers are no longer finite, before they reach a checkpoint, and says in which
 * layer that began.
 *
 * @param shape the network
 */
record DivergenceCheck(NetworkShape shape) {

  private static final int NOWHERE = -1;

  /**
   * After the gradient of a step, before it moves the parameters.
   *
   * @throws InvalidInputException when the loss or the gradient is not finite
   */
  void check(BatchGradient batch, float[] parameters, TrainingMoment moment) {
    int at = firstNotFinite(batch.gradient());
    if (at == NOWHERE && Double.isFinite(batch.loss())) {
      return;
    }
    String layer = at == NOWHERE ? layerOf(parameters).orElse("the output layer") : layerAt(at);
    String what =
        at == NOWHERE ? "the loss is " + batch.loss() : "the gradient is " + batch.gradient()[at];
    throw diverged(what, layer, moment);
  }

  /**
   * After the last step of an epoch.
   *
   * @throws InvalidInputException when a parameter is not finite
   */
  void check(float[] parameters, TrainingMoment moment) {
    int at = firstNotFinite(parameters);
    if (at != NOWHERE) {
      throw diverged("a parameter is " + parameters[at], layerAt(at), moment);
    }
  }

  private static InvalidInputException diverged(String what, String layer, TrainingMoment moment) {
    return new InvalidInputException(
        "%s at epoch %d, step %d, in %s: lower learning-rate.start"
            .formatted(what, moment.epoch() + 1, moment.step() + 1, layer));
  }

  private Optional<String> layerOf(float[] parameters) {
    int at = firstNotFinite(parameters);
    return at == NOWHERE ? Optional.empty() : Optional.of(layerAt(at));
  }

  private String layerAt(int parameter) {
    if (parameter >= shape.biasAt()) {
      return "the output bias";
    }
    int layer = 0;
    while (parameter >= shape.weightsAt(layer + 1)) {
      layer++;
    }
    return "layer %d of %d".formatted(layer + 1, shape.distanceLayers());
  }

  private static int firstNotFinite(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return NOWHERE;
  }
}

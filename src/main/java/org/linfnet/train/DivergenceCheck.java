package org.linfnet.train;

import java.util.Optional;
import org.linfnet.InvalidInputException;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Network;

/**
 * Stops a run whose numbers are no longer finite, before they reach a checkpoint, and says in which
 * layer that began.
 *
 * @param network the layers
 */
record DivergenceCheck(Network network) {

  private static final int NOWHERE = -1;

  /**
   * After the gradient of a step, before it moves the parameters.
   *
   * @throws InvalidInputException when the loss or the gradient is not finite
   */
  void check(BatchGradient batch, float[] parameters, TrainingMoment moment) {
    int at = firstNotFinite(batch.sums());
    if (at == NOWHERE && Double.isFinite(batch.loss())) {
      return;
    }
    String layer = at == NOWHERE ? layerOf(parameters).orElse("the output layer") : layerAt(at);
    String what =
        at == NOWHERE ? "the loss is " + batch.loss() : "the gradient is " + batch.sums()[at];
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
        "%s at epoch %d, step %d, in %s: lower learning-rate.start, stepSize in Spark ML"
            .formatted(what, moment.epoch() + 1, moment.step() + 1, layer));
  }

  private Optional<String> layerOf(float[] parameters) {
    int at = firstNotFinite(parameters);
    return at == NOWHERE ? Optional.empty() : Optional.of(layerAt(at));
  }

  private String layerAt(int parameter) {
    return network.slots().stream()
        .filter(slot -> parameter < slot.end())
        .findFirst()
        .orElseThrow()
        .name();
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

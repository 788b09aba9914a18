package org.linfnet.job;

import java.util.List;
import java.util.OptionalInt;
import org.linfnet.certify.AttackKind;

/**
 * What the command line of {@link EvaluateJob} says.
 *
 * @param model where the model is, any Hadoop path
 * @param data where the examples are, any Hadoop path
 * @param output where to write, any Hadoop path
 * @param epsilons the radii, in pixel units
 * @param attack what is tried on examples that are not certified
 * @param limit how many examples to take, the first by id
 * @param seed of the attack's random numbers
 * @param overwrite whether an output that exists is replaced
 */
record EvaluateOptions(
    String model,
    String data,
    String output,
    List<Double> epsilons,
    AttackKind attack,
    OptionalInt limit,
    long seed,
    boolean overwrite) {

  static final EvaluateOptions NONE =
      new EvaluateOptions("", "", "", List.of(), AttackKind.NONE, OptionalInt.empty(), 1, false);

  EvaluateOptions withModel(String path) {
    return new EvaluateOptions(path, data, output, epsilons, attack, limit, seed, overwrite);
  }

  EvaluateOptions withData(String path) {
    return new EvaluateOptions(model, path, output, epsilons, attack, limit, seed, overwrite);
  }

  EvaluateOptions withOutput(String path) {
    return new EvaluateOptions(model, data, path, epsilons, attack, limit, seed, overwrite);
  }

  EvaluateOptions withEpsilons(List<Double> list) {
    return new EvaluateOptions(model, data, output, list, attack, limit, seed, overwrite);
  }

  EvaluateOptions withAttack(AttackKind kind) {
    return new EvaluateOptions(model, data, output, epsilons, kind, limit, seed, overwrite);
  }

  EvaluateOptions withLimit(int count) {
    return new EvaluateOptions(
        model, data, output, epsilons, attack, OptionalInt.of(count), seed, overwrite);
  }

  EvaluateOptions withSeed(long value) {
    return new EvaluateOptions(model, data, output, epsilons, attack, limit, value, overwrite);
  }

  EvaluateOptions withOverwrite() {
    return new EvaluateOptions(model, data, output, epsilons, attack, limit, seed, true);
  }
}

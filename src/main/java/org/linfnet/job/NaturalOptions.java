package org.linfnet.job;

import java.util.List;
import java.util.OptionalInt;

/**
 * What the command line of {@link NaturalJob} says.
 *
 * @param train where the examples to fit to are, any Hadoop path
 * @param data where the examples to evaluate on are, any Hadoop path
 * @param output where to write, any Hadoop path
 * @param epsilons the radii, in pixel units
 * @param layers the widths of the hidden layers
 * @param iterations the most that L-BFGS takes
 * @param limit how many examples to evaluate, the first by id
 * @param seed of the first weights and of the attack's random numbers
 * @param overwrite whether an output that exists is replaced
 */
record NaturalOptions(
    String train,
    String data,
    String output,
    List<Double> epsilons,
    List<Integer> layers,
    int iterations,
    OptionalInt limit,
    long seed,
    boolean overwrite) {

  static final NaturalOptions NONE =
      new NaturalOptions("", "", "", List.of(), List.of(128), 100, OptionalInt.empty(), 1, false);

  NaturalOptions withTrain(String path) {
    return new NaturalOptions(
        path, data, output, epsilons, layers, iterations, limit, seed, overwrite);
  }

  NaturalOptions withData(String path) {
    return new NaturalOptions(
        train, path, output, epsilons, layers, iterations, limit, seed, overwrite);
  }

  NaturalOptions withOutput(String path) {
    return new NaturalOptions(
        train, data, path, epsilons, layers, iterations, limit, seed, overwrite);
  }

  NaturalOptions withEpsilons(List<Double> list) {
    return new NaturalOptions(
        train, data, output, list, layers, iterations, limit, seed, overwrite);
  }

  NaturalOptions withLayers(List<Integer> widths) {
    return new NaturalOptions(
        train, data, output, epsilons, widths, iterations, limit, seed, overwrite);
  }

  NaturalOptions withIterations(int count) {
    return new NaturalOptions(train, data, output, epsilons, layers, count, limit, seed, overwrite);
  }

  NaturalOptions withLimit(int count) {
    return new NaturalOptions(
        train, data, output, epsilons, layers, iterations, OptionalInt.of(count), seed, overwrite);
  }

  NaturalOptions withSeed(long value) {
    return new NaturalOptions(
        train, data, output, epsilons, layers, iterations, limit, value, overwrite);
  }

  NaturalOptions withOverwrite() {
    return new NaturalOptions(train, data, output, epsilons, layers, iterations, limit, seed, true);
  }
}

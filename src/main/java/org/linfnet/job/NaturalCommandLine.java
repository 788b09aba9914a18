package org.linfnet.job;

import java.util.Arrays;
import java.util.List;
import org.linfnet.data.InvalidInputException;

/** The command line of {@link NaturalJob}. */
final class NaturalCommandLine extends CommandLine<NaturalOptions> {

  NaturalCommandLine() {
    super("submit/natural.sh", NaturalOptions.NONE);
    text("train")
        .required()
        .valueName("PATH")
        .text("the table of examples that the perceptron is fitted to")
        .action((path, options) -> options.withTrain(path));
    text("data")
        .required()
        .valueName("PATH")
        .text("the table of examples that it is scored and attacked on")
        .action((path, options) -> options.withData(path));
    text("output")
        .required()
        .valueName("DIR")
        .text("takes the tables of results")
        .action((path, options) -> options.withOutput(path));
    text("epsilon")
        .required()
        .valueName("E[,E...]")
        .text("radii in pixel units, 0.3 being three tenths of the way from black to white")
        .action((list, options) -> options.withEpsilons(EvaluateCommandLine.epsilons(list)));
    text("layers")
        .valueName("N[,N...]")
        .text("widths of the hidden layers; default 128")
        .action((list, options) -> options.withLayers(widths(list)));
    count(
        "iterations",
        NaturalOptions.NONE.iterations(),
        "the most that L-BFGS takes",
        NaturalOptions::withIterations);
    longInteger("seed")
        .valueName("S")
        .text("another seed starts the fit from other weights and the attack from other points")
        .action((seed, options) -> options.withSeed(seed));
    integer("limit")
        .valueName("N")
        .text("evaluates the first N examples by id")
        .action((count, options) -> options.withLimit(positive("limit", count)));
    flag("overwrite")
        .text("replaces an output that exists")
        .action((given, options) -> options.withOverwrite());
  }

  private static List<Integer> widths(String list) {
    try {
      return Arrays.stream(list.split(","))
          .map(width -> positive("layers", Integer.parseInt(width.strip())))
          .toList();
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "--layers " + list + ": give whole numbers separated by commas, such as 256,128");
    }
  }

  private static int positive(String option, int value) {
    if (value < 1) {
      throw new InvalidInputException("--" + option + " " + value + ": give 1 or more");
    }
    return value;
  }
}

package org.linfnet.job;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.linfnet.certify.AttackKind;
import org.linfnet.data.InvalidInputException;

/** The command line of {@link EvaluateJob}. */
final class EvaluateCommandLine extends CommandLine<EvaluateOptions> {

  EvaluateCommandLine() {
    super("submit/evaluate.sh", EvaluateOptions.NONE);
    text("model")
        .required()
        .valueName("PATH")
        .text("the model that submit/train.sh wrote")
        .action((path, options) -> options.withModel(path));
    text("data")
        .required()
        .valueName("PATH")
        .text("a table of examples; without a column label, predictions are certified")
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
        .action((list, options) -> options.withEpsilons(epsilons(list)));
    text("attack")
        .valueName(attacks("|"))
        .text("what is tried on examples that are not certified; default none")
        .action((name, options) -> options.withAttack(attack(name)));
    integer("limit")
        .valueName("N")
        .text("takes the first N examples by id")
        .action((count, options) -> options.withLimit(positive(count)));
    longInteger("seed")
        .valueName("S")
        .text("another seed starts the attack from other points; default 1")
        .action((seed, options) -> options.withSeed(seed));
    flag("overwrite")
        .text("replaces an output that exists")
        .action((given, options) -> options.withOverwrite());
  }

  /** The numbers of a list such as {@code 0.1,0.3}. */
  static List<Double> epsilons(String list) {
    try {
      return Arrays.stream(list.split(",")).map(String::strip).map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "--epsilon " + list + ": give numbers separated by commas, such as 0.1,0.3");
    }
  }

  private static AttackKind attack(String name) {
    return Arrays.stream(AttackKind.values())
        .filter(kind -> kind.lowerCase().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "no attack is named '" + name + "': it is one of " + attacks(", ")));
  }

  private static String attacks(String separator) {
    return Arrays.stream(AttackKind.values())
        .map(AttackKind::lowerCase)
        .collect(Collectors.joining(separator));
  }

  private static int positive(int limit) {
    if (limit < 1) {
      throw new InvalidInputException("--limit " + limit + ": take at least 1 example");
    }
    return limit;
  }
}

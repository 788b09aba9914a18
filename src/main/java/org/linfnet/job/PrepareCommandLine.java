package org.linfnet.job;

import java.nio.file.Path;
import org.linfnet.data.InvalidInputException;
import org.linfnet.data.Strokes;

/** The command line of {@link PrepareJob}. */
final class PrepareCommandLine extends CommandLine<PrepareOptions> {

  PrepareCommandLine() {
    super("data-prep/prepare.sh", PrepareOptions.NONE);
    argument("DATASET")
        .text(String.join(", ", PrepareJob.datasets()))
        .action((name, options) -> options.withDataset(name));
    text("output")
        .required()
        .valueName("DIR")
        .text("takes the tables train and test")
        .action((path, options) -> options.withOutput(path));
    text("from")
        .valueName("DIR")
        .text("holds the published files, plain or .gz; without it they are downloaded")
        .action((path, options) -> options.withFrom(Path.of(path)));
    integer("examples")
        .valueName("N")
        .text("strokes: N training and N / 6 test images; default " + PrepareJob.EXAMPLES)
        .action((count, options) -> options.withExamples(count));
    longInteger("seed")
        .valueName("S")
        .text("strokes: another seed draws other images; default " + PrepareJob.SEED)
        .action((seed, options) -> options.withSeed(seed));
    flag("overwrite")
        .text("replaces an output that exists")
        .action((given, options) -> options.withOverwrite());
  }

  @Override
  protected void check(PrepareOptions options) {
    if (!PrepareJob.datasets().contains(options.dataset())) {
      throw new InvalidInputException(
          "there is no data set '"
              + options.dataset()
              + "': it is one of "
              + String.join(", ", PrepareJob.datasets()));
    }
    boolean drawn = options.dataset().equals(Strokes.NAME);
    if (drawn && options.from().isPresent()) {
      throw new InvalidInputException("strokes are drawn, not read: leave out --from");
    }
    if (!drawn && (options.examples().isPresent() || options.seed().isPresent())) {
      throw new InvalidInputException(
          options.dataset() + " is read, not drawn: leave out --examples and --seed");
    }
  }
}

package org.linfnet.job;

import org.linfnet.data.InvalidInputException;

/** The command line of {@link CompareJob}. */
final class CompareCommandLine extends CommandLine<CompareOptions> {

  CompareCommandLine() {
    super("submit/compare.sh", CompareOptions.NONE);
    integer("rows")
        .valueName("N")
        .text("rows of gauges to train on; default " + CompareOptions.NONE.rows())
        .action((count, options) -> options.withRows(count));
    integer("features")
        .valueName("N")
        .text("readings in a row; default " + CompareOptions.NONE.features())
        .action((count, options) -> options.withFeatures(count));
    integer("classes")
        .valueName("K")
        .text("classes; default " + CompareOptions.NONE.classes())
        .action((count, options) -> options.withClasses(count));
    integer("epochs")
        .valueName("N")
        .text("epochs of linfnet; default " + CompareOptions.NONE.epochs())
        .action((count, options) -> options.withEpochs(count));
    integer("iterations")
        .valueName("N")
        .text(
            "iterations of the perceptron and the regression, at most; default "
                + CompareOptions.NONE.iterations())
        .action((count, options) -> options.withIterations(count));
    integer("attacked")
        .valueName("N")
        .text("rows that are attacked; default " + CompareOptions.NONE.attacked())
        .action((count, options) -> options.withAttacked(count));
  }

  @Override
  protected void check(CompareOptions options) {
    if (options.rows() < 1
        || options.epochs() < 1
        || options.iterations() < 1
        || options.attacked() < 1) {
      throw new InvalidInputException(
          "--rows, --epochs, --iterations and --attacked must be 1 at least");
    }
  }
}

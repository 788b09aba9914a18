package org.linfnet.job;

import org.linfnet.data.InvalidInputException;

/** The command line of {@link StepCostJob}. */
final class StepCostCommandLine extends CommandLine<StepCostOptions> {

  StepCostCommandLine() {
    super("submit/step-costs.sh", StepCostOptions.DEFAULTS);
    integer("width")
        .text("neurons of each of the three hidden layers")
        .action((count, options) -> options.withWidth(count));
    integer("shards").text("tasks of a step").action((count, options) -> options.withShards(count));
    integer("warm-up")
        .text("steps before those that are measured")
        .action((count, options) -> options.withWarmUp(count));
    integer("steps")
        .text("steps that are measured")
        .action((count, options) -> options.withSteps(count));
  }

  @Override
  protected void check(StepCostOptions options) {
    if (options.width() < 1
        || options.shards() < 1
        || options.warmUp() < 1
        || options.steps() < 1) {
      throw new InvalidInputException(
          "--width, --shards, --warm-up and --steps want numbers from 1 (see --help)");
    }
  }
}

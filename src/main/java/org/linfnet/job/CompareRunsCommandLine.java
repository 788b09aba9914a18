package org.linfnet.job;

/** The command line of {@link CompareRunsJob}. */
final class CompareRunsCommandLine extends CommandLine<CompareRunsOptions> {

  CompareRunsCommandLine() {
    super("submit/compare-runs.sh", CompareRunsOptions.NONE);
    text("runs")
        .required()
        .valueName("DIR")
        .text("holds a directory for each run, as submit/reproduce.sh leaves it")
        .action((path, options) -> options.withRuns(path));
    text("output")
        .required()
        .valueName("DIR")
        .text("takes the table and the pictures")
        .action((path, options) -> options.withOutput(path));
    flag("overwrite")
        .text("replaces an output that exists")
        .action((given, options) -> options.withOverwrite());
  }
}

package org.linfnet.job;

/** The command line of {@link ReportJob}. */
final class ReportCommandLine extends CommandLine<ReportOptions> {

  ReportCommandLine() {
    super("submit/report.sh", ReportOptions.NONE);
    text("results")
        .required()
        .valueName("DIR")
        .text("holds what submit/evaluate.sh wrote; takes the pictures and the page under report/")
        .action((path, options) -> options.withResults(path));
    text("model")
        .valueName("PATH")
        .text("holds what submit/train.sh wrote; adds its training history")
        .action((path, options) -> options.withModel(path));
  }
}

package org.linfnet.job;

import org.linfnet.data.InvalidInputException;

/** The command line of {@link ScoringSpeedJob}. */
final class ScoringSpeedCommandLine extends CommandLine<ScoringSpeedOptions> {

  ScoringSpeedCommandLine() {
    super("submit/scoring-speed.sh", ScoringSpeedOptions.NONE);
    integer("rows")
        .valueName("N")
        .text("rows to score; default " + ScoringSpeedOptions.NONE.rows())
        .action((count, options) -> new ScoringSpeedOptions(count));
  }

  @Override
  protected void check(ScoringSpeedOptions options) {
    if (options.rows() < 1) {
      throw new InvalidInputException("--rows must be 1 at least");
    }
  }
}

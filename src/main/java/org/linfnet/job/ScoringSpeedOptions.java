package org.linfnet.job;

/**
 * What the command line of {@link ScoringSpeedJob} says.
 *
 * @param rows to score
 */
record ScoringSpeedOptions(int rows) {

  static final ScoringSpeedOptions NONE = new ScoringSpeedOptions(100_000);
}

package org.linfnet.job;

/**
 * What the command line of {@link CompareRunsJob} says.
 *
 * @param runs a directory with a directory for each run, any Hadoop path
 * @param output where to write
 * @param overwrite whether an output that exists is replaced
 */
record CompareRunsOptions(String runs, String output, boolean overwrite) {

  static final CompareRunsOptions NONE = new CompareRunsOptions("", "", false);

  CompareRunsOptions withRuns(String path) {
    return new CompareRunsOptions(path, output, overwrite);
  }

  CompareRunsOptions withOutput(String path) {
    return new CompareRunsOptions(runs, path, overwrite);
  }

  CompareRunsOptions withOverwrite() {
    return new CompareRunsOptions(runs, output, true);
  }
}

package org.linfnet.job;

import java.util.Optional;

/**
 * What the command line of {@link ReportJob} says.
 *
 * @param results a directory that evaluation wrote, any Hadoop path
 * @param model a directory that training wrote, any Hadoop path
 */
record ReportOptions(String results, Optional<String> model) {

  static final ReportOptions NONE = new ReportOptions("", Optional.empty());

  ReportOptions withResults(String path) {
    return new ReportOptions(path, model);
  }

  ReportOptions withModel(String path) {
    return new ReportOptions(results, Optional.of(path));
  }
}

package org.linfnet.report;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

/** Tables for tests. */
final class Tables {

  static final String SUMMARY =
      """
      epsilon,examples,clean_accuracy,pgd_accuracy,certified_accuracy,margin_certified_accuracy
      0.1,10000,0.9612,0.9504,0.9401,0.9400
      0.3,10000,0.9612,,0.8741,0.8728
      """;
  static final String CURVE = "radius,certified_accuracy\n0,0.9612\n0.1,0.9401\n0.3,0.8741\n";
  static final String HISTORY =
      """
      epoch,p,learning_rate,loss,training_accuracy,validation_clean_accuracy,\
      validation_certified_accuracy,seconds
      1,6.0,0.03,2.5,0.7,0.8,0.0,6.8
      2,53.0,0.03,1.25,0.9,,,6.7
      3,Infinity,0.006,NaN,0.95,0.96,0.87,6.9
      """;

  private Tables() {}

  static ResultTable of(String source, String text) {
    try {
      return ResultTable.read(source, new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ResultTable summary() {
    return of("summary.csv", SUMMARY);
  }

  static ResultTable curve() {
    return of("curve.csv", CURVE);
  }

  static ResultTable history() {
    return of("history.csv", HISTORY);
  }
}

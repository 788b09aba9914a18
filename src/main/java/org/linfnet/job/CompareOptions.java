package org.linfnet.job;

/**
 * What the command line of {@link CompareJob} says.
 *
 * @param rows to train on
 * @param features readings in a row
 * @param classes states
 * @param epochs of the distance net
 * @param iterations of the perceptron and the regression, at most
 * @param attacked rows that are attacked
 */
record CompareOptions(
    int rows, int features, int classes, int epochs, int iterations, int attacked) {

  static final CompareOptions NONE = new CompareOptions(20_000, 20, 4, 50, 100, 500);

  CompareOptions withRows(int count) {
    return new CompareOptions(count, features, classes, epochs, iterations, attacked);
  }

  CompareOptions withFeatures(int count) {
    return new CompareOptions(rows, count, classes, epochs, iterations, attacked);
  }

  CompareOptions withClasses(int count) {
    return new CompareOptions(rows, features, count, epochs, iterations, attacked);
  }

  CompareOptions withEpochs(int count) {
    return new CompareOptions(rows, features, classes, count, iterations, attacked);
  }

  CompareOptions withIterations(int count) {
    return new CompareOptions(rows, features, classes, epochs, count, attacked);
  }

  CompareOptions withAttacked(int count) {
    return new CompareOptions(rows, features, classes, epochs, iterations, count);
  }
}

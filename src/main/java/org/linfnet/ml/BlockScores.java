package org.linfnet.ml;

import java.util.Arrays;
import org.linfnet.network.Margin;

/** The scores of a block of rows that a classifier has accepted. */
final class BlockScores {

  private final BlockClassifier classifier;
  private final float[] logits;

  /** Of the rows at the first places. */
  BlockScores(BlockClassifier classifier, int rows) {
    this.classifier = classifier;
    this.logits = rows == 0 ? new float[0] : classifier.logits(rows);
  }

  Score at(int place) {
    int classes = classifier.classes();
    int at = place * classes;
    int prediction = Margin.prediction(logits, at, classes);
    double[] own = new double[classes];
    Arrays.setAll(own, j -> logits[at + j]);
    return new Score(own, prediction, classifier.radius(place, logits, prediction));
  }

  /** Of a row that could not be accepted: no class, and nothing certified. */
  Score none() {
    double[] none = new double[classifier.classes()];
    Arrays.fill(none, Double.NaN);
    return new Score(none, Double.NaN, 0);
  }
}

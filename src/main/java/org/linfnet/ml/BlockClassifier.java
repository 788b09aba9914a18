package org.linfnet.ml;

/** Classifies a bounded block of rows at a time. One thread uses it at a time. */
interface BlockClassifier {

  /** The classes, so the logits of a row. */
  int classes();

  /**
   * Takes the features of a row, as Spark gives them, to a place of the block.
   *
   * @return whether they can be scored: not when they are null or not finite
   * @throws org.linfnet.data.InvalidInputException when they are not as many as the model takes
   */
  boolean accept(Object features, int place);

  /** The logits {@code float[rows * classes]} of the first places, valid until the next call. */
  float[] logits(int rows);

  /**
   * The radius that is proved for a row.
   *
   * @param logits of the block
   */
  double radius(int place, float[] logits, int prediction);
}

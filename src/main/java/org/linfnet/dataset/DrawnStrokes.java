package org.linfnet.dataset;

import java.util.List;

/**
 * The data set {@code strokes}: six training images to a test image, 6000 unless told otherwise.
 */
final class DrawnStrokes implements DataSet {

  private static final int EXAMPLES = 6000;
  private static final int TRAIN_IMAGES_TO_A_TEST_IMAGE = 6;
  private static final long SEED = 1;

  @Override
  public String name() {
    return Strokes.NAME;
  }

  @Override
  public List<TableSplit> splits(Options options) {
    options.requireDrawn(name());
    Strokes strokes = new Strokes(options.seed().orElse(SEED));
    int examples = options.examples().orElse(EXAMPLES);
    return List.of(
        strokes.draw(Split.TRAIN, examples).toSplit(),
        strokes.draw(Split.TEST, examples / TRAIN_IMAGES_TO_A_TEST_IMAGE).toSplit());
  }
}

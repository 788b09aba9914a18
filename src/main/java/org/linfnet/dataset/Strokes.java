package org.linfnet.dataset;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.ImageEncoding;
import org.linfnet.input.StoredValues;
import org.linfnet.layer.Shape;

/**
 * The embedded data set {@code strokes}: the ten digits drawn with a pen of random thickness, at a
 * random position, size, slant and turn, by an unsteady hand. 28 x 28 pixels, as many of each class
 * as of any other. The same seed draws the same images.
 *
 * @param seed of every random number
 */
public record Strokes(long seed) {

  /** The name of the data set. */
  public static final String NAME = "strokes";

  private static final Shape SHAPE = new Shape(1, 28, 28);
  private static final int CLASSES = 10;

  /** More do not fit one array. */
  private static final int MOST_IMAGES = Integer.MAX_VALUE / SHAPE.size() - 1;

  /** Measured over the 6,000 training images of seed 1. */
  private static final ImageEncoding ENCODING =
      new ImageEncoding(SHAPE, new float[] {0.2136f}, 0.3871f);

  private static final long TRAIN_STREAM = 0;
  private static final long TEST_STREAM = 1;
  private static final long ORDER = 0;
  private static final long IMAGES = 1;

  /**
   * Draws a split. The images of a larger one begin with others: the classes are shuffled.
   *
   * @param examples how many, at least one of each class
   * @throws InvalidInputException when there are fewer, or more than one array holds
   */
  public LabelledImages draw(Split split, int examples) {
    if (examples < CLASSES) {
      throw new InvalidInputException(
          examples
              + " images are too few for the "
              + split.lowerCase()
              + " split of strokes: at"
              + " least one of each of the "
              + CLASSES
              + " digits");
    }
    if (examples > MOST_IMAGES) {
      throw new InvalidInputException(
          "one array cannot hold %d images of strokes: draw at most %d"
              .formatted(examples, MOST_IMAGES));
    }
    RandomStream stream =
        new RandomStream(seed).at(split == Split.TRAIN ? TRAIN_STREAM : TEST_STREAM);
    int[] labels = shuffledLabels(examples, stream.at(ORDER).random());
    byte[] pixels = new byte[examples * SHAPE.size()];
    for (int i = 0; i < examples; i++) {
      Random random = stream.at(IMAGES, i).random();
      DigitPen pen = DigitPen.drawn(random);
      pen.write(DigitOutline.drawn(labels[i], random), SHAPE, pixels, i * SHAPE.size());
    }
    return new LabelledImages(
        new TableDescription(NAME, split, ENCODING, CLASSES),
        ExampleBlock.numbered(0, labels, StoredValues.of(pixels, SHAPE.size())));
  }

  private static int[] shuffledLabels(int examples, Random random) {
    List<Integer> labels =
        IntStream.range(0, examples).mapToObj(i -> i % CLASSES).collect(Collectors.toList());
    Collections.shuffle(labels, random);
    int[] shuffled = new int[examples];
    Arrays.setAll(shuffled, labels::get);
    return shuffled;
  }
}

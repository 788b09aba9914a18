package org.linfnet.certify;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.linfnet.data.RandomStream;
import org.linfnet.network.Margin;

/**
 * The points that an attack moves, one for each example that stands, packed so that a pass scores
 * no more than is needed. Whoever falls is handed in and dropped.
 */
final class AttackPoints {

  private final AttackedClassifier classifier;
  private final AttackedExamples examples;
  private final String attack;
  private final int inputs;
  private final float[] points;
  private final float[] lower;
  private final float[] upper;
  private int[] positions;

  /** One point for each standing example, at the example itself. */
  AttackPoints(AttackedClassifier classifier, AttackedExamples examples, String attack) {
    this.classifier = classifier;
    this.examples = examples;
    this.attack = attack;
    this.inputs = examples.inputs();
    this.positions = examples.standing();
    this.points = new float[positions.length * inputs];
    this.lower = new float[points.length];
    this.upper = new float[points.length];
    for (int k = 0; k < positions.length; k++) {
      for (int i = 0; i < inputs; i++) {
        float centre = examples.pixels()[positions[k] * inputs + i];
        points[k * inputs + i] = centre;
        lower[k * inputs + i] = examples.ball().lower(centre);
        upper[k * inputs + i] = examples.ball().upper(centre);
      }
    }
  }

  int size() {
    return positions.length;
  }

  /** {@code float[size * inputs]}, possibly longer. */
  float[] points() {
    return points;
  }

  /** The least and the largest of each pixel in the ball, packed like {@link #points}. */
  float[] lower() {
    return lower;
  }

  float[] upper() {
    return upper;
  }

  int inputs() {
    return inputs;
  }

  /** Which example a point belongs to. */
  int position(int point) {
    return positions[point];
  }

  int label(int point) {
    return examples.label(positions[point]);
  }

  /** Moves each point to a uniformly drawn one of its ball. */
  void scatter(RandomStream stream) {
    for (int k = 0; k < size(); k++) {
      Random random = stream.at(examples.id(positions[k])).random();
      for (int i = k * inputs; i < (k + 1) * inputs; i++) {
        moveTo(i, lower[i] + random.nextFloat() * (upper[i] - lower[i]));
      }
    }
  }

  /** Moves every pixel by a length along the sign of its gradient, as far as the ball reaches. */
  void climb(float[] gradient, float length) {
    for (int i = 0; i < size() * inputs; i++) {
      if (gradient[i] != 0) {
        moveTo(i, points[i] + Math.copySign(length, gradient[i]));
      }
    }
  }

  /** Hands in the points that these logits of the deployed network show to have won. */
  void judge(float[] logits) {
    int[] won =
        IntStream.range(0, size())
            .filter(k -> Margin.prediction(logits, k * classes(), classes()) != label(k))
            .toArray();
    float[] wonPoints = new float[won.length * inputs];
    for (int j = 0; j < won.length; j++) {
      System.arraycopy(points, won[j] * inputs, wonPoints, j * inputs, inputs);
    }
    int[] wonPositions = Arrays.stream(won).map(k -> positions[k]).toArray();
    examples.offer(classifier, attack, wonPositions, wonPoints);
  }

  /** Drops the points whose examples have fallen. */
  void dropFallen() {
    int kept = 0;
    for (int k = 0; k < size(); k++) {
      if (examples.stands(positions[k])) {
        System.arraycopy(points, k * inputs, points, kept * inputs, inputs);
        System.arraycopy(lower, k * inputs, lower, kept * inputs, inputs);
        System.arraycopy(upper, k * inputs, upper, kept * inputs, inputs);
        positions[kept++] = positions[k];
      }
    }
    positions = Arrays.copyOf(positions, kept);
  }

  private int classes() {
    return classifier.classes();
  }

  private void moveTo(int i, float value) {
    points[i] = Math.min(Math.max(value, lower[i]), upper[i]);
  }
}

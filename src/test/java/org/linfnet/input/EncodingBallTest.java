package org.linfnet.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.Shape;

/** Balls of every kind of encoding: their ends, and the boxes that hold them. */
class EncodingBallTest {

  private static final int INPUTS = 4;
  private static final int TRIALS = 2000;

  static Stream<Encoding> encodings() {
    return Stream.of(
        new ImageEncoding(new Shape(1, 2, 2), new float[] {0.1307f}, 0.3081f),
        new ImageEncoding(new Shape(2, 1, 2), new float[] {0.5f, 1e-3f}, 7.7f),
        new FeatureEncoding(new double[] {1, -2, 0.1, 1e9}, new double[] {0.3, 0.3, 0.3, 0.3}),
        new FeatureEncoding(new double[] {1, -2, 0.1, 1e9}, new double[] {2, 0.37, 1e6, 1e-7}));
  }

  /** A ball's centre and radius, drawn anew for each trial. */
  private static final class Ball {

    private final Encoding encoding;
    private final Random random;
    private final double[] centre = new double[INPUTS];
    private final double radius;

    Ball(Encoding encoding, Random random) {
      this.encoding = encoding;
      this.random = random;
      double size = Math.pow(10, -random.nextInt(12));
      this.radius =
          random.nextInt(10) == 0 ? 0 : size * (random.nextBoolean() ? 1 : random.nextDouble());
      if (encoding.isPicture()) {
        Arrays.setAll(centre, i -> random.nextInt(256) / 255.0);
      } else {
        Arrays.setAll(
            centre, i -> encoding.toUser(i, random.nextInt(5) == 0 ? 0 : random.nextGaussian()));
      }
      if (random.nextBoolean()) {
        centre[1] = centre[0];
      }
    }

    /** A value near an end of the ball, or anywhere in it. */
    double near(int input) {
      double halfWidth = radius * encoding.halfWidths()[input];
      double end = centre[input] + (random.nextBoolean() ? halfWidth : -halfWidth);
      return switch (random.nextInt(5)) {
        case 0 -> end;
        case 1 -> encoding.stored(end);
        case 2 -> Math.nextAfter(end, centre[input]);
        case 3 -> Math.nextAfter(end, 2 * end - centre[input]);
        default -> centre[input] + halfWidth * (2 * random.nextDouble() - 1);
      };
    }

    /** The next value below that a table can store. */
    double beyond(int input, double value) {
      if (encoding.isPicture()) {
        float nearest = (float) value;
        return nearest < value ? nearest : Math.nextDown(nearest);
      }
      double halfWidth = radius * encoding.halfWidths()[input];
      return value - 2 * Math.ulp(Math.max(Math.abs(centre[input]), halfWidth));
    }

    /** In real arithmetic. */
    boolean holdsExactly(int input, double value) {
      BigDecimal halfWidth =
          new BigDecimal(radius).multiply(new BigDecimal(encoding.halfWidths()[input]));
      BigDecimal distance = new BigDecimal(value).subtract(new BigDecimal(centre[input])).abs();
      boolean inRange = !encoding.isPicture() || (value >= 0 && value <= 1);
      return inRange && distance.compareTo(halfWidth) <= 0;
    }
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void theBoxHoldsTheNetworkFormOfEveryValueOfTheBall(Encoding encoding) {
    Random random = new Random(1);
    int[] held = new int[2];
    for (int trial = 0; trial < TRIALS; trial++) {
      Ball ball = new Ball(encoding, random);
      Bounds box = Bounds.of(2, INPUTS);
      encoding.box(ball.centre, 0, ball.radius, box, INPUTS);
      for (int draw = 0; draw < 20; draw++) {
        double[] user = ball.centre.clone();
        int input = random.nextInt(INPUTS);
        user[input] = ball.near(input);
        boolean holds = encoding.holds(input, ball.centre[input], ball.radius, user[input]);
        boolean exactly = ball.holdsExactly(input, user[input]);
        held[0] += holds ? 1 : 0;
        held[1] += exactly ? 1 : 0;
        if (holds || exactly) {
          float[] network = new float[INPUTS];
          encoding.encode(user, 0, network, 0);
          for (int i = 0; i < INPUTS; i++) {
            assertThat(network[i]).isBetween(box.lower()[INPUTS + i], box.upper()[INPUTS + i]);
          }
        }
      }
    }
    assertThat(held[0]).isGreaterThan(TRIALS);
    assertThat(held[1]).isGreaterThan(TRIALS);
  }

  /** By no more than the floats beside the ends. */
  @ParameterizedTest
  @MethodSource("encodings")
  void theBoxIsHardlyWiderThanTheBall(Encoding encoding) {
    Random random = new Random(2);
    for (int trial = 0; trial < TRIALS; trial++) {
      Ball ball = new Ball(encoding, random);
      Bounds box = Bounds.of(1, INPUTS);
      encoding.box(ball.centre, 0, ball.radius, box, 0);
      for (int i = 0; i < INPUTS; i++) {
        double lower = encoding.lower(i, ball.centre[i], ball.radius);
        double upper = encoding.upper(i, ball.centre[i], ball.radius);
        double slack = 3e-7 * (1 + Math.abs(lower) + Math.abs(upper));
        assertThat(encoding.toUser(i, box.lower()[i])).isGreaterThan(lower - slack);
        assertThat(encoding.toUser(i, box.upper()[i])).isLessThan(upper + slack);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("encodings")
  void theEndsAreInTheBallAndWhatATableCanStore(Encoding encoding) {
    Random random = new Random(3);
    for (int trial = 0; trial < TRIALS; trial++) {
      Ball ball = new Ball(encoding, random);
      for (int i = 0; i < INPUTS; i++) {
        double centre = ball.centre[i];
        for (double end :
            new double[] {
              encoding.lower(i, centre, ball.radius), encoding.upper(i, centre, ball.radius)
            }) {
          assertThat(encoding.holds(i, centre, ball.radius, end))
              .as("%s in %s +- %s", end, centre, ball.radius)
              .isTrue();
          assertThat(end == centre || end == encoding.stored(end)).isTrue();
        }
      }
    }
  }

  /** No float beyond an end of a pixel's ball, and no feature but for roundings in double. */
  @ParameterizedTest
  @MethodSource("encodings")
  void nothingOfTheBallLiesBeyondItsEnds(Encoding encoding) {
    Random random = new Random(4);
    for (int trial = 0; trial < TRIALS; trial++) {
      Ball ball = new Ball(encoding, random);
      for (int i = 0; i < INPUTS; i++) {
        double lower = encoding.lower(i, ball.centre[i], ball.radius);
        double upper = encoding.upper(i, ball.centre[i], ball.radius);
        assertThat(ball.holdsExactly(i, ball.beyond(i, lower))).isFalse();
        assertThat(ball.holdsExactly(i, -ball.beyond(i, -upper))).isFalse();
      }
    }
  }
}

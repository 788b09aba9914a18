package org.linfnet.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.Shape;

/** The ball around a value: what it holds, its ends, and its box in network units. */
class BallTest {

  private static final Encoding PIXEL =
      new ImageEncoding(new Shape(1, 1, 1), new float[] {0.1307f}, 0.3081f);

  /** The network value is the pixel itself, rounded to float. */
  private static final Encoding BARE_PIXEL =
      new ImageEncoding(new Shape(1, 1, 1), new float[] {0}, 1);

  @Test
  void endsOfPixelsAreHeldAndNoFloatOfTheBallIsBeyondThem() {
    Random random = new Random(1);
    for (int trial = 0; trial < 4_000; trial++) {
      requirePixelEnds(random.nextInt(256) / 255.0, random.nextDouble() * 0.5);
      requirePixelEnds(random.nextFloat(), random.nextDouble() * 0.5);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.49999999999999994",
    "1, 0.9999999999999999",
    "1, 1",
    "0, 1e-30",
    "1e-38, 1e-46",
    "0.3, 0.3",
    "0.3, 0.29999999",
    "0.7, 0.3",
    "1.4e-45, 0.25",
    "-0.0, 0.1",
    "0.25, 0"
  })
  void endsOfPixelsAreTightWhereRoundingIsCoarse(float centre, double radius) {
    requirePixelEnds(centre, radius);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1", "0.2", "0.3", "0.4", "0.7"})
  void theBallHoldsEveryFloatWithinTheDecimalRadius(String decimal) {
    double radius = Double.parseDouble(decimal);
    Random random = new Random(2);
    for (int trial = 0; trial < 1_000; trial++) {
      double centre = trial % 2 == 0 ? random.nextFloat() : random.nextInt(256) / 255.0;
      requireNoFloatBeyond(centre, radius, new BigDecimal(decimal));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, 1.0000001, Double.NaN})
  void noBallHoldsWhatIsNoPixel(double value) {
    assertThat(PIXEL.holds(0, 0.5, 1, value)).isFalse();
  }

  @Test
  void endsOfFeaturesAreHeldAndNoDoubleOfTheBallIsBeyondThem() {
    Random random = new Random(3);
    for (int trial = 0; trial < 20_000; trial++) {
      double scale = Math.scalb(1 + random.nextDouble(), random.nextInt(40) - 20);
      FeatureEncoding encoding =
          new FeatureEncoding(new double[] {1, 2}, new double[] {scale, 2 * scale});
      double centre = Math.scalb(random.nextDouble() - 0.5, random.nextInt(40) - 20);
      double radius = Math.scalb(random.nextDouble(), random.nextInt(20) - 10);
      BigDecimal reach = new BigDecimal(radius * scale);
      double lower = encoding.lower(0, centre, radius);
      double upper = encoding.upper(0, centre, radius);
      assertThat(lower).isLessThanOrEqualTo(centre);
      assertThat(upper).isGreaterThanOrEqualTo(centre);
      assertThat(encoding.holds(0, centre, radius, lower)).isTrue();
      assertThat(encoding.holds(0, centre, radius, upper)).isTrue();
      assertThat(exactDistance(centre, Math.nextDown(lower))).isGreaterThan(reach);
      assertThat(exactDistance(centre, Math.nextUp(upper))).isGreaterThan(reach);
    }
  }

  @Test
  void theBoxOfAPixelHoldsEveryValueOfTheBall() {
    Random random = new Random(4);
    for (int trial = 0; trial < 20_000; trial++) {
      double centre = random.nextInt(256) / 255.0;
      requireBox(PIXEL, centre, random.nextDouble());
      requireBox(BARE_PIXEL, centre, Math.abs(centre - nearMidpoint(random.nextFloat(), random)));
    }
  }

  @Test
  void theBoxOfAFeatureHoldsEveryValueOfTheBall() {
    Random random = new Random(5);
    FeatureEncoding bare = new FeatureEncoding(new double[] {0}, new double[] {1});
    for (int trial = 0; trial < 100_000; trial++) {
      double scale = trial % 2 == 0 ? 1 : 1 + random.nextDouble();
      FeatureEncoding scaled = new FeatureEncoding(new double[] {0, 0}, new double[] {scale, 3});
      double centre = nearPowerOfTwo(random);
      double end = nearMidpoint((float) nearPowerOfTwo(random), random);
      requireBox(bare, centre, Math.abs(centre - end));
      requireBox(scaled, centre, Math.abs(centre - end * scale) / scale);
    }
  }

  @Test
  void aColourHasTheBoxOfItsOwnChannel() {
    ImageEncoding colours =
        new ImageEncoding(new Shape(3, 1, 2), new float[] {0.1f, 0.2f, 0.3f}, 0.5f);
    double[] pixels = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    Bounds box = Bounds.of(1, 6);
    colours.box(pixels, 0, 0.25, box, 0);
    float[] inside = new float[6];
    for (double end : new double[] {0.25, 0.75}) {
      Arrays.fill(pixels, end);
      colours.encode(pixels, 0, inside, 0);
      for (int i = 0; i < 6; i++) {
        assertThat(inside[i]).isBetween(box.lower()[i], box.upper()[i]);
        assertThat(end < 0.5 ? box.lower()[i] : box.upper()[i]).isCloseTo(inside[i], within(1e-6f));
      }
    }
  }

  private static void requirePixelEnds(double centre, double radius) {
    double lower = PIXEL.lower(0, centre, radius);
    double upper = PIXEL.upper(0, centre, radius);
    assertThat((double) (float) lower).isEqualTo(lower);
    assertThat((double) (float) upper).isEqualTo(upper);
    assertThat(PIXEL.holds(0, centre, radius, lower)).isTrue();
    assertThat(PIXEL.holds(0, centre, radius, upper)).isTrue();
    requireNoFloatBeyond(centre, radius, new BigDecimal(radius));
  }

  private static void requireNoFloatBeyond(double centre, double radius, BigDecimal exactRadius) {
    float lower = (float) PIXEL.lower(0, centre, radius);
    float upper = (float) PIXEL.upper(0, centre, radius);
    if (lower != 0) {
      assertThat(exactDistance(centre, Math.nextDown(lower))).isGreaterThan(exactRadius);
    }
    if (upper != 1) {
      assertThat(exactDistance(centre, Math.nextUp(upper))).isGreaterThan(exactRadius);
    }
  }

  private static BigDecimal exactDistance(double centre, double value) {
    return new BigDecimal(centre).subtract(new BigDecimal(value)).abs();
  }

  /** The box holds the network forms of the outermost doubles that the ball holds. */
  private static void requireBox(Encoding encoding, double centre, double radius) {
    int inputs = encoding.shape().size();
    Bounds box = Bounds.of(1, inputs);
    double[] values = new double[inputs];
    values[0] = centre;
    encoding.box(values, 0, radius, box, 0);
    float[] inside = new float[inputs];
    for (double limit : limits(encoding)) {
      values[0] = outermost(encoding, centre, radius, limit);
      encoding.encode(values, 0, inside, 0);
      assertThat(inside[0])
          .as("centre %s, radius %s, value %s", centre, radius, values[0])
          .isBetween(box.lower()[0], box.upper()[0]);
    }
  }

  private static double[] limits(Encoding encoding) {
    return encoding.isPicture() ? new double[] {0, 1} : new double[] {-1e300, 1e300};
  }

  /** The double of the ball that is nearest to a limit, by bisection. */
  private static double outermost(Encoding encoding, double centre, double radius, double limit) {
    if (encoding.holds(0, centre, radius, limit)) {
      return limit;
    }
    long inside = place(centre);
    long outside = place(limit);
    while (Math.abs(inside - outside) > 1) {
      long middle = outside + (inside - outside) / 2;
      if (encoding.holds(0, centre, radius, atPlace(middle))) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return atPlace(inside);
  }

  /** Doubles in their order as whole numbers. */
  private static long place(double value) {
    long bits = Double.doubleToLongBits(value);
    return bits < 0 ? Long.MIN_VALUE - bits : bits;
  }

  private static double atPlace(long place) {
    return Double.longBitsToDouble(place < 0 ? Long.MIN_VALUE - place : place);
  }

  private static double nearPowerOfTwo(Random random) {
    double value = Math.scalb(random.nextBoolean() ? 1.0 : -1.0, random.nextInt(5) - 2);
    double factor = random.nextInt(3) == 0 ? random.nextDouble() : 1;
    return nudged(value * factor, random);
  }

  /** About half-way between a float and the next one, where rounding to float is decided. */
  private static double nearMidpoint(float value, Random random) {
    return nudged(((double) value + Math.nextUp(value)) / 2, random);
  }

  private static double nudged(double value, Random random) {
    return value + (random.nextInt(9) - 4) * Math.ulp(value);
  }
}

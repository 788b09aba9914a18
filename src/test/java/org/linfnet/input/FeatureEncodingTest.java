package org.linfnet.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.Shape;

class FeatureEncodingTest {

  private static final FeatureEncoding BOX =
      new FeatureEncoding(new double[] {1, -2, 0.1}, new double[] {2, 0.5, 1e6});
  private static final FeatureEncoding BALL =
      new FeatureEncoding(new double[] {1, -2, 0.1}, new double[] {4, 4, 4});

  @Test
  void subtractsTheCentreAndDividesByTheScale() {
    float[] out = {7, 7, 7, 7, 7};
    BOX.encode(new double[] {9, 5, -1, 1e6 + 0.1}, 1, out, 1);
    assertThat(out).containsExactly(7, 2, 2, 1, 7);
    assertThat(BOX.toUser(0, 2)).isEqualTo(5);
    assertThat(BOX.toUser(1, 2)).isEqualTo(-1);
  }

  @Test
  void usersUnitsAreThoseOfTheTable() {
    double[] user = new double[4];
    StoredValues two = StoredValues.of(new double[] {0, 0, 0, 0.1, -3, 7}, 3);
    BOX.toUser(two, 1, user, 1);
    assertThat(user).containsExactly(0, 0.1, -3, 7);
    assertThat(BOX.shape()).isEqualTo(Shape.vector(3));
    assertThat(BOX.isPicture()).isFalse();
  }

  @Test
  void withOneScaleRadiiAreInTheFeaturesUnit() {
    assertThat(BALL.radiusUnit()).isEqualTo(RadiusUnit.FEATURE);
    assertThat(BALL.halfWidths()).containsExactly(1, 1, 1);
    assertThat(BALL.radiusOfNetworkUnit()).isEqualTo(4);
    assertThat(BALL.radiusToNetwork(2)).isEqualTo(0.5);
    assertThat(BALL.radiusTolerance()).isEqualTo(4e-4);
  }

  @Test
  void withScalesOfTheirOwnRadiiCountThem() {
    assertThat(BOX.radiusUnit()).isEqualTo(RadiusUnit.FEATURE_SCALE);
    assertThat(BOX.halfWidths()).containsExactly(2, 0.5, 1e6);
    assertThat(BOX.radiusOfNetworkUnit()).isEqualTo(1);
    assertThat(BOX.radiusToNetwork(2)).isEqualTo(2);
    assertThat(BOX.largestRadius()).isInfinite();
    assertThat(BOX.publishedStep(3)).isEqualTo(0.3, within(1e-15));
  }

  @Test
  void trainingAndScoringSeeTheSameFloats() {
    Random random = new Random(2);
    double[] values = new double[300];
    Arrays.setAll(values, k -> BOX.scales()[k % 3] * random.nextGaussian());
    StoredValues stored = StoredValues.of(values, 3);
    TrainingInputs.Reader reader =
        BOX.trainingInputs(stored, new Augmentation(1, CropBorder.EDGE, 1, 1)).reader();
    for (int example = 0; example < 100; example++) {
      double[] user = new double[3];
      float[] scored = new float[3];
      float[] trained = new float[4];
      BOX.toUser(stored, example, user, 0);
      BOX.encode(user, 0, scored, 0);
      reader.read(example, random, trained, 1);
      assertThat(Arrays.copyOfRange(trained, 1, 4)).containsExactly(scored);
      for (int i = 0; i < 3; i++) {
        double value = values[example * 3 + i];
        assertThat(scored[i]).isEqualTo((float) ((value - BOX.centres()[i]) / BOX.scales()[i]));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0, -1", "NaN, 1", "0, NaN", "0, Infinity"})
  void aScalingThatIsNoneIsRefusedByItsFeature(double centre, double scale) {
    assertThatThrownBy(() -> new FeatureEncoding(new double[] {0, centre}, new double[] {1, scale}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("feature 1 has centre " + centre + " and scale " + scale);
  }

  @Test
  void oneCentreAndOneScaleAFeatureAreWanted() {
    assertThatThrownBy(() -> new FeatureEncoding(new double[2], new double[] {1}))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2 centres and 1 scales");
    assertThatThrownBy(() -> new FeatureEncoding(new double[0], new double[0]))
        .isInstanceOf(InvalidInputException.class);
  }

  /** Every input of the ball, rounded, lies in the range of the example's reach. */
  @Test
  void theRangeOfAnExamplesReachHoldsItsBall() {
    Random random = new Random(5);
    for (int trial = 0; trial < 1000; trial++) {
      float size = (float) Math.pow(10, random.nextInt(40) - 20);
      float[] inputs = {9e30f, 0, 0, 0, 9e30f};
      for (int i = 1; i < 4; i++) {
        inputs[i] = (float) (size * random.nextGaussian());
      }
      double radius = size * random.nextDouble();
      float reach = BOX.reach(inputs, 1, radius);
      Bounds range = BOX.range(reach);
      assertThat(reach).isLessThan((float) (9 * (3.0 * 5 * size + radius)));
      for (int i = 1; i < 4; i++) {
        assertThat((double) range.upper()[i - 1])
            .isGreaterThanOrEqualTo(Math.nextUp((float) (inputs[i] + radius)));
        assertThat((double) range.lower()[i - 1])
            .isLessThanOrEqualTo(Math.nextDown((float) (inputs[i] - radius)));
      }
    }
  }

  @Test
  void anInputThatIsNotFiniteHasNoReach() {
    assertThat(BOX.reach(new float[] {1, Float.POSITIVE_INFINITY, 1}, 0, 1)).isInfinite();
    assertThat(Float.isFinite(BOX.reach(new float[] {1, Float.NaN, 1}, 0, 1))).isFalse();
  }

  @Test
  void eachFeatureIsAStripe() {
    assertThat(BOX.stripes()).isDeepEqualTo(new int[][] {{0}, {1}, {2}});
  }

  @Test
  void aPatchIsAShareOfTheFeaturesAndAtLeastOne() {
    double[] ones = new double[1000];
    Arrays.fill(ones, 1);
    FeatureEncoding wide = new FeatureEncoding(new double[1000], ones);
    Random random = new Random(1);
    assertThat(wide.patch(0.3, random)).hasSizeBetween(230, 370).doesNotHaveDuplicates();
    assertThat(wide.patch(1e-9, random)).hasSize(1);
    assertThat(wide.patch(1, random)).hasSize(1000);
  }

  @Test
  void equalEncodingsHaveTheSameNumbers() {
    assertThat(new FeatureEncoding(new double[] {1, -2, 0.1}, new double[] {4, 4, 4}))
        .isEqualTo(BALL)
        .hasSameHashCodeAs(BALL);
    assertThat(BOX).isNotEqualTo(BALL);
  }
}

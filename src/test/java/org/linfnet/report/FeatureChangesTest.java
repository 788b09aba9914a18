package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.WrittenNumber;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.input.ImageEncoding;
import org.linfnet.input.RadiusUnit;
import org.linfnet.layer.Shape;
import org.linfnet.report.BarGroups.Bar;

class FeatureChangesTest {

  /** Moves by 0.1, 0.3 and 0.2 of the scales 10, 1 and 0.01. */
  private static final double[] SCALES = {10, 1, 0.01};

  private static final Counterexample EXAMPLE =
      counterexample(new double[] {250, 3, 0.5}, new double[] {251, 2.7, 0.502});

  @Test
  void theFeatureThatMovedMostInUnitsOfTheRadiusIsFirst() {
    assertThat(bars(EXAMPLE).stream().map(Bar::name))
        .containsExactly("feature 1", "feature 2", "feature 0");
  }

  @Test
  void aBarIsTheShareOfEpsilonWithItsDirection() {
    List<Bar> bars = bars(EXAMPLE);
    assertThat(bars.get(0).share()).isCloseTo(-0.75, within(1e-9));
    assertThat(bars.get(1).share()).isCloseTo(0.5, within(1e-9));
    assertThat(bars.get(2).share()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void theHeadingSaysBothClassesAndTheRadius() {
    assertThat(figure(EXAMPLE).bars().groups().get(0).heading())
        .isEqualTo("0.4: class 2 taken for 0, by 0.3");
  }

  @ParameterizedTest
  @CsvSource({
    "250, 251, 250.00 to 251.00",
    "101325.2, 101325.9, 101325.200 to 101325.900",
    "-1, 0, -1.00 to 0",
    "123456, 133456, 123456 to 133456",
    "0.0000012, 0.0000014, 0.000001200 to 0.000001400",
    "1.2e-10, 1.5e-10, 1.200E-10 to 1.500E-10",
    "1.25e12, 1.5e12, 1.250E+12 to 1.500E+12",
  })
  void valuesHaveTheDigitsThatTheirChangeShowsIn(double before, double after, String text) {
    Counterexample example =
        counterexample(new double[] {before, 0, 0}, new double[] {after, 0, 0});
    assertThat(bars(example).get(0).values()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0.31234, 0.312",
    "120, 120",
    "123456, 123000",
    "1.5e9, 1.5E+9",
    "0.00000000125, 1.25E-9"
  })
  void theRadiusHasThreeDigits(double change, String text) {
    Counterexample example = counterexample(new double[3], new double[] {change * SCALES[0], 0, 0});
    assertThat(figure(example).bars().groups().get(0).heading()).endsWith("by " + text);
  }

  @Test
  void featuresThatDidNotMoveAreLeftOut() {
    Counterexample example =
        counterexample(new double[] {250, 3, 0.5}, new double[] {250, 2.7, 0.5});
    assertThat(bars(example)).hasSize(1);
  }

  @Test
  void theLargestOfManyChangesAreDrawnAndTheRestAreCounted() {
    double[] ones = {1, 1, 1, 1, 1, 1};
    double[] moved = {0.1, 0.2, 0.3, 0.4, 0, 0.25};
    Counterexample example =
        new Counterexample(Shape.vector(6), new double[6], moved, "1", "2", WrittenNumber.of(0.4));
    BarGroups.Group group =
        new FeatureChanges(List.of(example), ones, RadiusUnit.FEATURE).bars().groups().get(0);
    assertThat(group.note()).isEqualTo("4 of 5 changes");
    assertThat(group.bars().stream().map(Bar::name))
        .containsExactly("feature 3", "feature 2", "feature 5", "feature 1");
  }

  @Test
  void changesThatAreAllDrawnAreNotCounted() {
    assertThat(figure(EXAMPLE).bars().groups().get(0).note()).isEmpty();
  }

  @Test
  void barsAreOrangeUpwardsAndBlueDownwards() throws IOException {
    Counterexample raised = counterexample(new double[3], new double[] {4, 0, 0});
    Counterexample lowered = counterexample(new double[3], new double[] {-4, 0, 0});
    int orange = ChartsTest.dots(drawn(raised), Palette.BRIGHTER);
    assertThat(orange).isGreaterThan(5000);
    assertThat(ChartsTest.dots(drawn(raised), Palette.DARKER)).isZero();
    assertThat(ChartsTest.dots(drawn(lowered), Palette.DARKER)).isEqualTo(orange);
  }

  @Test
  void aBarIsAsLongAsItsShare() throws IOException {
    Counterexample half = counterexample(new double[3], new double[] {2, 0, 0});
    Counterexample whole = counterexample(new double[3], new double[] {4, 0, 0});
    double ratio =
        ChartsTest.dots(drawn(half), Palette.BRIGHTER)
            / (double) ChartsTest.dots(drawn(whole), Palette.BRIGHTER);
    assertThat(ratio).isCloseTo(0.5, within(0.02));
  }

  @Test
  void theSvgHoldsTheNumbersAsText() {
    assertThat(figure(EXAMPLE).picture().svg().orElseThrow())
        .contains("0.4: class 2 taken for 0, by 0.3", "feature 1", "0.50000 to 0.50200", "75%")
        .contains("font-family:sans-serif");
  }

  @Test
  void theCaptionNamesTheUnitAndNoPixels() {
    assertThat(figure(EXAMPLE).caption())
        .contains("multiples of each feature's scale (standard deviation)")
        .doesNotContainIgnoringCase("pixel", "image");
  }

  @Test
  void anEncodingOfFeaturesHasItsChangesDrawn() {
    FeatureEncoding encoding = new FeatureEncoding(new double[3], SCALES);
    assertThat(Counterexample.figure(List.of(EXAMPLE), encoding))
        .hasValueSatisfying(
            figure ->
                assertThat(figure)
                    .isInstanceOfSatisfying(
                        FeatureChanges.class,
                        drawn -> assertThat(drawn.bars()).isEqualTo(figure(EXAMPLE).bars())));
  }

  @Test
  void anEncodingOfImagesHasItsPicturesDrawn() {
    ImageEncoding encoding = new ImageEncoding(new Shape(1, 1, 3), new float[] {0}, 1);
    Counterexample picture =
        new Counterexample(
            encoding.shape(), new double[3], new double[3], "0", "1", WrittenNumber.of(0.3));
    assertThat(Counterexample.figure(List.of(picture), encoding))
        .containsInstanceOf(CounterexamplePanel.class);
  }

  @Test
  void noCounterexamplesHaveNoFigure() {
    assertThat(Counterexample.figure(List.of(), new FeatureEncoding(new double[3], SCALES)))
        .isEmpty();
  }

  @Test
  void everyFeatureHasAHalfWidth() {
    double[] two = {1, 1};
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureChanges(List.of(EXAMPLE), two, RadiusUnit.FEATURE));
  }

  private static Counterexample counterexample(double[] original, double[] perturbed) {
    return new Counterexample(
        Shape.vector(3), original, perturbed, "2", "0", WrittenNumber.of(0.4));
  }

  private static FeatureChanges figure(Counterexample example) {
    return new FeatureChanges(List.of(example), SCALES, RadiusUnit.FEATURE_SCALE);
  }

  private static List<Bar> bars(Counterexample example) {
    return figure(example).bars().groups().get(0).bars();
  }

  private static BufferedImage drawn(Counterexample example) throws IOException {
    return ChartsTest.decoded(figure(example).picture());
  }
}

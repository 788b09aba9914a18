package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.InvalidInputException;
import org.linfnet.WrittenNumber;
import org.linfnet.input.RadiusUnit;

class ChartsTest {

  private static final double[] MARGINS = {-0.5, -0.1, 0.2, 0.4, 0.4, 0.9};

  static Stream<Figure> charts() {
    return Stream.of(
        RadiusCurve.of(Tables.curve(), Tables.summary(), RadiusUnit.PIXEL).orElseThrow(),
        TrainingHistory.of(Tables.history()).orElseThrow(),
        MarginHistogram.of(
                MARGINS,
                List.of(WrittenNumber.of(0.1), WrittenNumber.of("8/255")),
                RadiusUnit.PIXEL)
            .orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("charts")
  void thePngHasThreeDotsForEachCssPixel(Figure figure) throws IOException {
    Picture picture = figure.picture();
    BufferedImage image = decoded(picture);
    assertThat(List.of(image.getWidth(), image.getHeight()))
        .containsExactly(3 * picture.width(), 3 * picture.height());
  }

  @ParameterizedTest
  @MethodSource("charts")
  void thePngShowsTheCertifiedColour(Figure figure) throws IOException {
    assertThat(dots(decoded(figure.picture()), Palette.CERTIFIED)).isGreaterThan(200);
  }

  @ParameterizedTest
  @MethodSource("charts")
  void theSvgShowsTheCertifiedColour(Figure figure) {
    assertThat(figure.picture().svg().orElseThrow())
        .contains("<svg", "viewBox", Palette.css(Palette.CERTIFIED));
  }

  @ParameterizedTest
  @MethodSource("charts")
  void theSvgNamesNoFileOutsideItself(Figure figure) {
    assertThat(figure.picture().svg().orElseThrow()).doesNotContain("<!DOCTYPE", "href=", "<image");
  }

  @Test
  void aCurveWithoutAttacksShowsNone() throws IOException {
    Picture picture = RadiusCurve.of(Tables.curve(), RadiusUnit.PIXEL).orElseThrow().picture();
    assertThat(dots(decoded(picture), Palette.ATTACKED)).isZero();
  }

  @Test
  void anAttackInTheSummaryIsAPointOfTheCurve() throws IOException {
    Picture picture =
        RadiusCurve.of(Tables.curve(), Tables.summary(), RadiusUnit.PIXEL).orElseThrow().picture();
    assertThat(dots(decoded(picture), Palette.ATTACKED)).isGreaterThan(200);
  }

  @Test
  void anAttackInTheCurveIsALineOfIt() throws IOException {
    ResultTable curve =
        Tables.of(
            "curve.csv",
            "radius,certified_accuracy,clean_accuracy,attacked_accuracy\n0,0.9,0.9,0.9\n1,0,0.9,0.4\n");
    Picture picture = RadiusCurve.of(curve, RadiusUnit.PIXEL).orElseThrow().picture();
    assertThat(dots(decoded(picture), Palette.ATTACKED)).isGreaterThan(2000);
  }

  @Test
  void aCurveThatFallsIsHighOnTheLeftAndLowOnTheRight() throws IOException {
    ResultTable curve = Tables.of("curve.csv", "radius,certified_accuracy\n0,1\n0.5,0.5\n1,0.2\n");
    BufferedImage image = decoded(RadiusCurve.of(curve, RadiusUnit.PIXEL).orElseThrow().picture());
    int left = firstDot(image, image.getWidth() / 4, Palette.CERTIFIED);
    int right = firstDot(image, image.getWidth() * 9 / 10, Palette.CERTIFIED);
    assertThat(left).isLessThan(right);
  }

  @Test
  void aTableWithoutRowsHasNoCurve() {
    assertThat(
            RadiusCurve.of(Tables.of("curve.csv", "radius,certified_accuracy\n"), RadiusUnit.PIXEL))
        .isEmpty();
  }

  @Test
  void aTableWithoutRowsHasNoHistory() {
    assertThat(TrainingHistory.of(Tables.of("history.csv", "epoch,p,loss\n"))).isEmpty();
  }

  @Test
  void aHistoryOfOneEpochIsDrawn() throws IOException {
    ResultTable history = Tables.of("history.csv", "epoch,p,loss,training_accuracy\n1,6,2.5,0.5\n");
    assertThat(dots(decoded(TrainingHistory.of(history).orElseThrow().picture()), Palette.ATTACKED))
        .isPositive();
  }

  @Test
  void aCurveWithoutRadiusIsAMistakeInTheFile() {
    ResultTable curve = Tables.of("curve.csv", "epsilon,certified_accuracy\n0.1,0.9\n");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> RadiusCurve.of(curve, RadiusUnit.PIXEL))
        .withMessage("curve.csv line 1: no column radius among epsilon,certified_accuracy");
  }

  static BufferedImage decoded(Picture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture.png()));
  }

  private static int firstDot(BufferedImage image, int column, Color color) {
    for (int row = 0; row < image.getHeight(); row++) {
      if ((image.getRGB(column, row) & 0xffffff) == (color.getRGB() & 0xffffff)) {
        return row;
      }
    }
    throw new AssertionError("nothing drawn in column " + column);
  }

  static int dots(BufferedImage image, Color color) {
    int dots = 0;
    for (int row = 0; row < image.getHeight(); row++) {
      for (int column = 0; column < image.getWidth(); column++) {
        if ((image.getRGB(column, row) & 0xffffff) == (color.getRGB() & 0xffffff)) {
          dots++;
        }
      }
    }
    return dots;
  }
}

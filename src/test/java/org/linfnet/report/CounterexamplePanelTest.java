package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linfnet.WrittenNumber;
import org.linfnet.layer.Shape;

class CounterexamplePanelTest {

  private static final Shape GREY = new Shape(1, 2, 2);
  private static final CounterexamplePanel PANEL =
      panel(GREY, new double[] {0, 0.4, 1, 0.2}, new double[] {0.2, 0.4, 0.8, 0.3});

  private static final Shape COLOUR = new Shape(3, 1, 1);
  private static final CounterexamplePanel COLOUR_PANEL =
      panel(COLOUR, new double[] {0.2, 0.4, 0.6}, new double[] {0.3, 0.4, 0.4});

  @Test
  void theOriginalIsOnTheLeft() throws IOException {
    assertThat(tile(0)).containsExactly(0, 102, 255, 51);
  }

  @Test
  void theChangedImageIsInTheMiddle() throws IOException {
    assertThat(tile(1)).containsExactly(51, 102, 204, 77);
  }

  @Test
  void theChangeIsOnTheRightStretchedToFullColour() {
    assertThat(List.of(color(PANEL, 2, 0, 0), color(PANEL, 2, 1, 0), color(PANEL, 2, 0, 1)))
        .containsExactly(Palette.BRIGHTER, Color.WHITE, Palette.DARKER);
  }

  @Test
  void aColourImageIsDrawnInColour() {
    assertThat(color(COLOUR_PANEL, 0, 0, 0)).isEqualTo(new Color(51, 102, 153));
    assertThat(color(COLOUR_PANEL, 1, 0, 0)).isEqualTo(new Color(77, 102, 102));
  }

  @Test
  void aChangeOfColourIsStretchedAroundMidGrey() {
    assertThat(color(COLOUR_PANEL, 2, 0, 0)).isEqualTo(new Color(191, 128, 0));
  }

  @Test
  void theCaptionSaysWhatNoChangeLooksLike() {
    assertThat(PANEL.caption()).contains("white: as it was");
    assertThat(COLOUR_PANEL.caption()).contains("mid-grey: as it was");
  }

  @Test
  void theLabelSaysBothClassesAndTheDistance() {
    assertThat(PANEL.grid().groups().get(0).label()).isEqualTo("0.3: 7 taken for 2, by 0.200");
  }

  @Test
  void imagesOfOneCounterexampleHaveOneShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Counterexample(
                    GREY, new double[4], new double[3], "0", "1", WrittenNumber.of(0.3)));
  }

  @Test
  void aPanelHasImagesOfOneShape() {
    List<Counterexample> mixed =
        List.of(PANEL.counterexamples().get(0), COLOUR_PANEL.counterexamples().get(0));
    assertThatIllegalArgumentException().isThrownBy(() -> new CounterexamplePanel(mixed));
  }

  private static CounterexamplePanel panel(Shape shape, double[] original, double[] perturbed) {
    return new CounterexamplePanel(
        List.of(new Counterexample(shape, original, perturbed, "7", "2", WrittenNumber.of(0.3))));
  }

  private static List<Integer> tile(int tile) throws IOException {
    return TileGridTest.greys(PANEL.grid(), ChartsTest.decoded(PANEL.picture()), 0, tile);
  }

  private static Color color(CounterexamplePanel panel, int tile, int x, int y) {
    BufferedImage image = panel.grid().groups().get(0).tiles().get(tile);
    return new Color(image.getRGB(x, y));
  }
}

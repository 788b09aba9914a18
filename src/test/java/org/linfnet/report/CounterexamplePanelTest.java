package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linfnet.data.ImageShape;

class CounterexamplePanelTest {

  private static final ImageShape SHAPE = new ImageShape(2, 2);
  private static final Counterexample EXAMPLE =
      new Counterexample(
          SHAPE, new float[] {0, 0.4f, 1, 0.2f}, new float[] {0.2f, 0.4f, 0.8f, 0.3f}, 7, 2);

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
    BufferedImage change = panel().grid().groups().get(0).tiles().get(2);
    assertThat(List.of(color(change, 0, 0), color(change, 1, 0), color(change, 0, 1)))
        .containsExactly(Palette.BRIGHTER, Color.WHITE, Palette.DARKER);
  }

  @Test
  void theLabelSaysBothClassesAndTheDistance() {
    assertThat(panel().grid().groups().get(0).label()).isEqualTo("7 taken for 2, by 0.200");
  }

  @Test
  void theDistanceIsTheLargestChange() {
    assertThat(EXAMPLE.distance()).isCloseTo(0.2, within(1e-7));
  }

  @Test
  void noCounterexamplesHaveNoPanel() {
    assertThat(CounterexamplePanel.of(List.of())).isEmpty();
  }

  @Test
  void imagesOfOneCounterexampleHaveOneShape() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Counterexample(SHAPE, new float[4], new float[3], 0, 1));
  }

  private static CounterexamplePanel panel() {
    return CounterexamplePanel.of(List.of(EXAMPLE)).orElseThrow();
  }

  private static List<Integer> tile(int tile) throws IOException {
    return TileGridTest.greys(panel().grid(), ChartsTest.decoded(panel().picture()), 0, tile);
  }

  private static Color color(BufferedImage image, int x, int y) {
    return new Color(image.getRGB(x, y));
  }
}

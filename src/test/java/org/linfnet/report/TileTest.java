package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.linfnet.layer.Shape;

class TileTest {

  private static final Shape COLOUR = new Shape(3, 1, 2);

  @Test
  void threeChannelsAreRedGreenAndBlue() {
    double[] values = {1, 0, 0.2, 0, 0, 0.4};
    BufferedImage tile = Tile.picture(COLOUR, value -> values[value]);
    assertThat(color(tile, 0)).isEqualTo(new Color(255, 51, 0));
    assertThat(color(tile, 1)).isEqualTo(new Color(0, 0, 102));
  }

  @Test
  void rowsOfAPlaneAreDrawnFromTopToBottom() {
    double[] values = {0, 1, 0.2, 0.4};
    BufferedImage tile = Tile.picture(new Shape(1, 2, 2), value -> values[value]);
    assertThat(new Color(tile.getRGB(1, 0))).isEqualTo(Color.WHITE);
    assertThat(new Color(tile.getRGB(0, 1))).isEqualTo(new Color(51, 51, 51));
  }

  @Test
  void twoChannelsAreDrawnByTheirMean() {
    double[] values = {0.2, 0, 0.6, 1};
    BufferedImage tile = Tile.picture(new Shape(2, 1, 2), value -> values[value]);
    assertThat(color(tile, 0)).isEqualTo(new Color(102, 102, 102));
    assertThat(color(tile, 1)).isEqualTo(new Color(128, 128, 128));
  }

  @Test
  void brightnessBeyondBlackAndWhiteIsCutOff() {
    double[] values = {-0.5, 1.5, 0, 0, 0, 0};
    BufferedImage tile = Tile.picture(COLOUR, value -> values[value]);
    assertThat(color(tile, 0)).isEqualTo(Color.BLACK);
    assertThat(color(tile, 1)).isEqualTo(Color.RED);
  }

  @Test
  void aChangeOfColourIsMidGreyPlusItsChangeInEachChannel() {
    double[] changes = {1, 0, -1, 0, 0.2, 0};
    BufferedImage tile = Tile.change(COLOUR, value -> changes[value]);
    assertThat(color(tile, 0)).isEqualTo(new Color(255, 0, 153));
    assertThat(color(tile, 1)).isEqualTo(new Color(128, 128, 128));
  }

  @Test
  void aChangeOfTwoChannelsIsDrawnByItsMean() {
    double[] changes = {1, -1, 1, 1};
    BufferedImage tile = Tile.change(new Shape(2, 1, 2), value -> changes[value]);
    assertThat(color(tile, 0)).isEqualTo(Palette.BRIGHTER);
    assertThat(color(tile, 1)).isEqualTo(Color.WHITE);
  }

  private static Color color(BufferedImage tile, int column) {
    return new Color(tile.getRGB(column, 0));
  }
}

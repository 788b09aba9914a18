package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.data.ImageShape;

class TileGridTest {

  @ParameterizedTest
  @CsvSource({"2, 3", "3, 2"})
  void aRowHoldsAsManyGroupsAsFit(int tiles, int columns) {
    assertThat(grid(7, tiles, new ImageShape(28, 28)).columns()).isEqualTo(columns);
  }

  @Test
  void tilesOfAGroupStandSideBySide() {
    TileGrid grid = grid(1, 3, new ImageShape(28, 28));
    assertThat(List.of(grid.left(0, 1), grid.left(0, 2)))
        .isSortedAccordingTo(Integer::compare)
        .allMatch(left -> left >= grid.left(0, 0) + 28 * grid.scale());
  }

  @Test
  void afterAFullRowTheNextBegins() {
    TileGrid grid = grid(3, 3, new ImageShape(28, 28));
    assertThat(grid.left(2, 0)).isEqualTo(grid.left(0, 0));
    assertThat(grid.top(2)).isGreaterThanOrEqualTo(grid.top(0) + 28 * grid.scale());
  }

  @Test
  void everyTileIsInsideThePicture() throws IOException {
    TileGrid grid = grid(5, 3, new ImageShape(28, 28));
    BufferedImage image = ChartsTest.decoded(grid.picture());
    assertThat(grid.left(1, 2) + 28 * grid.scale()).isLessThan(image.getWidth());
    assertThat(grid.top(4) + 28 * grid.scale()).isLessThan(image.getHeight());
  }

  @Test
  void aLargeImageIsDrawnDotForDot() {
    assertThat(grid(1, 1, new ImageShape(500, 400)).scale()).isEqualTo(1);
  }

  @Test
  void aTallImageIsAsTallAsItsPlace() {
    assertThat(grid(1, 1, new ImageShape(57, 2)).scale()).isEqualTo(4);
  }

  /** The grey value in the middle of every pixel of a drawn tile of 2 x 2. */
  static List<Integer> greys(TileGrid grid, BufferedImage image, int group, int tile) {
    List<Integer> greys = new ArrayList<>();
    for (int pixel = 0; pixel < 4; pixel++) {
      int x = grid.left(group, tile) + (2 * (pixel % 2) + 1) * grid.scale() / 2;
      int y = grid.top(group) + (2 * (pixel / 2) + 1) * grid.scale() / 2;
      greys.add(image.getRGB(x, y) & 0xff);
    }
    return greys;
  }

  private static TileGrid grid(int groups, int tiles, ImageShape shape) {
    TileGrid.Group group =
        new TileGrid.Group(Collections.nCopies(tiles, Tile.grey(shape, pixel -> 0)), "label");
    return new TileGrid("title", "subtitle", Collections.nCopies(groups, group));
  }
}

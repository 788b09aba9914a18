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
import org.linfnet.layer.Shape;

class TileGridTest {

  @ParameterizedTest
  @CsvSource({"2, 3", "3, 2"})
  void aRowHoldsAsManyGroupsAsFit(int tiles, int columns) {
    assertThat(grid(7, tiles, new Shape(1, 28, 28)).columns()).isEqualTo(columns);
  }

  @Test
  void tilesOfAGroupStandSideBySide() {
    TileGrid grid = grid(1, 3, new Shape(1, 28, 28));
    assertThat(List.of(grid.left(0, 1), grid.left(0, 2)))
        .isSortedAccordingTo(Integer::compare)
        .allMatch(left -> left >= grid.left(0, 0) + 28 * grid.scale());
  }

  @Test
  void afterAFullRowTheNextBegins() {
    TileGrid grid = grid(3, 3, new Shape(1, 28, 28));
    assertThat(grid.left(2, 0)).isEqualTo(grid.left(0, 0));
    assertThat(grid.top(2)).isGreaterThanOrEqualTo(bottom(grid, 0));
  }

  @Test
  void everyTileIsInsideThePicture() throws IOException {
    TileGrid grid = grid(5, 3, new Shape(1, 28, 28));
    BufferedImage image = ChartsTest.decoded(grid.picture());
    assertThat(grid.left(1, 2) + 28 * grid.scale()).isLessThan(image.getWidth());
    assertThat(bottom(grid, 4)).isLessThan(image.getHeight());
  }

  @Test
  void aLargeImageIsDrawnDotForDot() {
    assertThat(grid(1, 1, new Shape(1, 500, 400)).scale()).isEqualTo(1);
  }

  @Test
  void aTallImageIsAsTallAsItsPlace() {
    assertThat(grid(1, 1, new Shape(1, 57, 2)).scale()).isEqualTo(4);
  }

  @Test
  void imagesThatAreTooWideForARowAreShrunkToFit() {
    TileGrid grid = grid(1, 3, new Shape(1, 800, 1200));
    assertThat(grid.left(0, 0)).isPositive();
    assertThat(grid.left(0, 2) + 1200 * grid.scale()).isLessThan(TileGrid.WIDTH);
  }

  private static int bottom(TileGrid grid, int group) {
    return grid.top(group) + (int) (28 * grid.scale());
  }

  /** The grey value in the middle of every pixel of a drawn tile of 2 x 2. */
  static List<Integer> greys(TileGrid grid, BufferedImage image, int group, int tile) {
    List<Integer> greys = new ArrayList<>();
    for (int pixel = 0; pixel < 4; pixel++) {
      int row = pixel / 2;
      int column = pixel % 2;
      int x = grid.left(group, tile) + (int) ((column + 0.5) * grid.scale());
      int y = grid.top(group) + (int) ((row + 0.5) * grid.scale());
      greys.add(image.getRGB(x, y) & 0xff);
    }
    return greys;
  }

  private static TileGrid grid(int groups, int tiles, Shape shape) {
    TileGrid.Group group =
        new TileGrid.Group(Collections.nCopies(tiles, Tile.picture(shape, pixel -> 0)), "label");
    return new TileGrid("title", "subtitle", Collections.nCopies(groups, group));
  }
}

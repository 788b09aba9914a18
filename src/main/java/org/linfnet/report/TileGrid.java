package org.linfnet.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Groups of small images under a title, as many groups in a row as there is room for, each with a
 * line of text below it.
 *
 * @param title in the first line
 * @param subtitle in the second line
 * @param groups in reading order, at least one
 */
record TileGrid(String title, String subtitle, List<Group> groups) {

  /** Dots of the picture for each CSS pixel. */
  static final int DOTS = 3;

  /** The width of the picture in dots. */
  static final int WIDTH = 520 * DOTS;

  /** Where the first group begins, in dots. */
  static final int TOP = 84 * DOTS;

  private static final int MARGIN = 14 * DOTS;
  private static final int TILE_GAP = 4 * DOTS;
  private static final int GROUP_GAP = 14 * DOTS;
  private static final int LABEL_HEIGHT = 22 * DOTS;
  private static final int LARGEST_TILE = 76 * DOTS;

  /**
   * Images of one size that belong together.
   *
   * @param tiles from left to right, at least one
   * @param label below them
   */
  record Group(List<BufferedImage> tiles, String label) {

    Group {
      tiles = List.copyOf(tiles);
    }
  }

  TileGrid {
    groups = List.copyOf(groups);
  }

  /** Dots along the side of one pixel of a tile: a whole number, unless a row is too narrow. */
  double scale() {
    Group group = groups.get(0);
    BufferedImage tile = group.tiles().get(0);
    int tiles = group.tiles().size();
    double widest = (WIDTH - 2 * MARGIN - (tiles - 1) * TILE_GAP) / (double) tiles;
    int whole = Math.max(1, LARGEST_TILE / Math.max(tile.getWidth(), tile.getHeight()));
    return Math.min(whole, widest / tile.getWidth());
  }

  /** Groups in a row. */
  int columns() {
    return Math.max(1, (WIDTH - 2 * MARGIN + GROUP_GAP) / (groupWidth() + GROUP_GAP));
  }

  /** The left edge of a group's tile, in dots. */
  int left(int group, int tile) {
    int rowWidth = columns() * (groupWidth() + GROUP_GAP) - GROUP_GAP;
    return (WIDTH - rowWidth) / 2
        + group % columns() * (groupWidth() + GROUP_GAP)
        + tile * (tileWidth() + TILE_GAP);
  }

  /** The upper edge of a group's tiles, in dots. */
  int top(int group) {
    return TOP + group / columns() * rowHeight();
  }

  /** Draws it. */
  Picture picture() {
    int height = top(groups.size() - 1) + rowHeight() + MARGIN - GROUP_GAP / 2;
    BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    if (scale() < 1) {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    }
    graphics.setColor(Palette.PAPER);
    graphics.fillRect(0, 0, WIDTH, height);
    graphics.setColor(Palette.INK);
    write(graphics, Palette.TITLE, title, WIDTH / 2, 36 * DOTS);
    graphics.setColor(Palette.QUIET_INK);
    write(graphics, Palette.SMALL, subtitle, WIDTH / 2, 60 * DOTS);
    for (int group = 0; group < groups.size(); group++) {
      draw(graphics, group);
    }
    graphics.dispose();
    return new Raster(image, DOTS);
  }

  private void draw(Graphics2D graphics, int at) {
    Group group = groups.get(at);
    for (int tile = 0; tile < group.tiles().size(); tile++) {
      int left = left(at, tile);
      graphics.setColor(Palette.GRID);
      graphics.fillRect(
          left - DOTS / 2, top(at) - DOTS / 2, tileWidth() + DOTS - 1, tileHeight() + DOTS - 1);
      graphics.drawImage(group.tiles().get(tile), left, top(at), tileWidth(), tileHeight(), null);
    }
    graphics.setColor(Palette.QUIET_INK);
    int middle = left(at, 0) + groupWidth() / 2;
    write(graphics, Palette.SMALL, group.label(), middle, top(at) + tileHeight() + 16 * DOTS);
  }

  private static void write(Graphics2D graphics, Font font, String text, int middle, int base) {
    graphics.setFont(font.deriveFont((float) DOTS * font.getSize()));
    graphics.drawString(text, middle - graphics.getFontMetrics().stringWidth(text) / 2, base);
  }

  private int tileWidth() {
    return size(groups.get(0).tiles().get(0).getWidth());
  }

  private int tileHeight() {
    return size(groups.get(0).tiles().get(0).getHeight());
  }

  /** The dots of so many pixels of a tile. */
  private int size(int pixels) {
    return Math.max(1, (int) (scale() * pixels));
  }

  private int groupWidth() {
    int tiles = groups.get(0).tiles().size();
    return tiles * tileWidth() + (tiles - 1) * TILE_GAP;
  }

  private int rowHeight() {
    return tileHeight() + LABEL_HEIGHT + GROUP_GAP / 2;
  }
}

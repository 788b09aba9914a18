package org.linfnet.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Groups of horizontal bars under a title, one below the other, each with a heading.
 *
 * @param title in the first line
 * @param subtitle in the second line
 * @param groups from top to bottom
 */
record BarGroups(String title, String subtitle, List<Group> groups) {

  private static final int WIDTH = 480;
  private static final int MARGIN = 14;
  private static final int TITLE_BASE = 36;
  private static final int SUBTITLE_BASE = 60;
  private static final int TOP = 96;
  private static final int LINE = 22;
  private static final int GROUP_GAP = 18;
  private static final int COLUMN_GAP = 16;
  private static final int SHARE_WIDTH = 44;
  private static final int LEAST_BAR = 40;
  private static final int LONGEST_BAR = 190;
  private static final int BAR_HEIGHT = 10;
  private static final Font HEADING = Palette.LABEL.deriveFont(Font.BOLD);
  private static final FontRenderContext METRICS = new FontRenderContext(null, true, true);

  /**
   * A bar with the text before it.
   *
   * @param name in the first column
   * @param values in the second column
   * @param share the part of the bar that is filled: orange when above 0, blue when below; 1 and -1
   *     fill it
   */
  record Bar(String name, String values, double share) {}

  /**
   * Bars that belong together.
   *
   * @param heading above them
   * @param note beside the heading, may be empty
   * @param bars from top to bottom
   */
  record Group(String heading, String note, List<Bar> bars) {

    Group {
      bars = List.copyOf(bars);
    }
  }

  BarGroups {
    groups = List.copyOf(groups);
  }

  /** Draws it. */
  Picture picture() {
    int lines = groups.stream().mapToInt(group -> 1 + group.bars().size()).sum();
    int gaps = (groups.size() - 1) * GROUP_GAP;
    return new Drawing(WIDTH, TOP + lines * LINE + gaps, this::paint);
  }

  private void paint(Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    fill(graphics, Palette.PAPER, 0, 0, WIDTH, picture().height());
    centred(graphics, Palette.TITLE, Palette.INK, title, TITLE_BASE);
    centred(graphics, Palette.SMALL, Palette.QUIET_INK, subtitle, SUBTITLE_BASE);
    int base = TOP;
    for (Group group : groups) {
      write(graphics, HEADING, Palette.INK, group.heading(), MARGIN, base);
      int noteLeft = MARGIN + width(HEADING, group.heading()) + COLUMN_GAP;
      write(graphics, Palette.SMALL, Palette.QUIET_INK, group.note(), noteLeft, base);
      base += LINE;
      for (Bar bar : group.bars()) {
        paint(graphics, bar, base);
        base += LINE;
      }
      base += GROUP_GAP;
    }
  }

  private void paint(Graphics2D graphics, Bar bar, int base) {
    write(graphics, Palette.SMALL, Palette.INK, bar.name(), MARGIN, base);
    write(graphics, Palette.SMALL, Palette.INK, bar.values(), valuesLeft(), base);
    int right = WIDTH - MARGIN - SHARE_WIDTH;
    int left = barLeft();
    double filled = Math.min(1, Math.abs(bar.share()));
    Color color = bar.share() < 0 ? Palette.DARKER : Palette.BRIGHTER;
    fill(graphics, Palette.GRID, left, base - BAR_HEIGHT, right - left, BAR_HEIGHT);
    fill(
        graphics,
        color,
        left,
        base - BAR_HEIGHT,
        (int) Math.round(filled * (right - left)),
        BAR_HEIGHT);
    String share = String.format(Locale.ROOT, "%.0f%%", 100 * Math.abs(bar.share()));
    write(graphics, Palette.SMALL, Palette.QUIET_INK, share, right + 6, base);
  }

  /** The left edge of the second column. */
  private int valuesLeft() {
    return MARGIN + widest(Bar::name) + COLUMN_GAP;
  }

  /** The left edge of the bars, beyond the longest text before them. */
  private int barLeft() {
    int right = WIDTH - MARGIN - SHARE_WIDTH;
    int left = valuesLeft() + widest(Bar::values) + COLUMN_GAP;
    return Math.min(right - LEAST_BAR, Math.max(right - LONGEST_BAR, left));
  }

  private int widest(Function<Bar, String> column) {
    Stream<Bar> bars = groups.stream().flatMap(group -> group.bars().stream());
    return bars.mapToInt(bar -> width(Palette.SMALL, column.apply(bar))).max().orElse(0);
  }

  private static int width(Font font, String text) {
    return (int) Math.ceil(font.getStringBounds(text, METRICS).getWidth());
  }

  private static void centred(Graphics2D graphics, Font font, Color color, String text, int base) {
    write(graphics, font, color, text, (WIDTH - width(font, text)) / 2, base);
  }

  private static void write(
      Graphics2D graphics, Font font, Color color, String text, int left, int base) {
    graphics.setFont(font);
    graphics.setColor(color);
    graphics.drawString(text, left, base);
  }

  private static void fill(
      Graphics2D graphics, Color color, int left, int top, int width, int height) {
    graphics.setColor(color);
    graphics.fillRect(left, top, width, height);
  }
}

package org.linfnet.report;

import java.awt.Color;
import java.awt.Font;

/**
 * The colours and letters of all pictures. The line colours can be told apart without red and green
 * and read on white as well as on a dark page.
 */
final class Palette {

  static final Color PAPER = Color.WHITE;
  static final Color INK = new Color(0x24, 0x2b, 0x33);
  static final Color QUIET_INK = new Color(0x5c, 0x66, 0x70);
  static final Color GRID = new Color(0xe1, 0xe5, 0xe9);

  static final Color CLEAR = new Color(0xff, 0xff, 0xff, 0);

  static final Color CERTIFIED = new Color(0x2f, 0x7f, 0xc1);
  static final Color CLEAN = new Color(0x7a, 0x84, 0x90);
  static final Color ATTACKED = new Color(0xd9, 0x77, 0x2b);
  static final Color STRONGLY_ATTACKED = new Color(0xb5, 0x3a, 0x5c);

  static final Color DARKER = CERTIFIED;
  static final Color BRIGHTER = ATTACKED;

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 15);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 14);

  private static final float BLUE = 0.57f;
  private static final float ORANGE = 1.08f;
  private static final float STRONG_COLOUR = 0.75f;
  private static final float DARK = 0.6f;
  private static final float LIGHT = 0.9f;

  private Palette() {}

  /**
   * One of many colours, from blue through purple to orange, each darker or lighter than the last.
   */
  static Color ofMany(int which, int many) {
    float place = many == 1 ? 0 : which / (float) (many - 1);
    float hue = BLUE + place * (ORANGE - BLUE);
    return Color.getHSBColor(hue, STRONG_COLOUR, which % 2 == 0 ? DARK : LIGHT);
  }

  /** The colour as SVG and CSS write it. */
  static String css(Color color) {
    return "rgb(" + color.getRed() + "," + color.getGreen() + "," + color.getBlue() + ")";
  }
}

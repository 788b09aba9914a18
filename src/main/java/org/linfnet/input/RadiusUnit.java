package org.linfnet.input;

/** What a radius of 1 is. */
public enum RadiusUnit {
  /** The range of a pixel, from black to white. */
  PIXEL("pixel"),

  /** The unit that all features are in. */
  FEATURE("feature"),

  /** Each feature's own scale: the ball is a box. */
  FEATURE_SCALE("featureScale");

  private final String label;

  RadiusUnit(String label) {
    this.label = label;
  }

  /** The name in a column's metadata and in results. */
  public String label() {
    return label;
  }
}

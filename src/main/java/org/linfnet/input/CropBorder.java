package org.linfnet.input;

/** What surrounds an image where a crop reaches beyond it. */
public enum CropBorder {
  /** Zero <em>pixels</em>, whose network value is (0 - mu) / sigma and not 0. */
  ZERO,

  /** The nearest pixel of the image. */
  EDGE
}

package org.linfnet.report;

import java.util.Optional;

/** A picture, ready to be written to a file or into a page. */
public interface Picture {

  /** Its width on a page, in CSS pixels. */
  int width();

  /** Its height on a page, in CSS pixels. */
  int height();

  /** The picture as a PNG file. */
  byte[] png();

  /** The picture as an SVG file, when it is made of lines rather than of pixels. */
  Optional<String> svg();
}

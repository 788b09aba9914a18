package org.linfnet.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.knowm.xchart.XYChart;

/**
 * Panels of one width, one below the other.
 *
 * @param panels from top to bottom, at least one
 */
record Chart(List<XYChart> panels) implements Picture {

  private static final Pattern DOCUMENT_TYPE = Pattern.compile("<!DOCTYPE[^>]*>\\s*");
  private static final Pattern THIRD_DECIMAL = Pattern.compile("(\\.\\d\\d)\\d+");

  /** Dots of the PNG for each CSS pixel. */
  static final int DOTS = 3;

  Chart {
    panels = List.copyOf(panels);
  }

  @Override
  public int width() {
    return panels.get(0).getWidth();
  }

  @Override
  public int height() {
    return panels.stream().mapToInt(XYChart::getHeight).sum();
  }

  @Override
  public byte[] png() {
    BufferedImage image =
        new BufferedImage(DOTS * width(), DOTS * height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(DOTS, DOTS);
    paint(graphics);
    graphics.dispose();
    return new Raster(image, DOTS).png();
  }

  @Override
  public Optional<String> svg() {
    VectorGraphics2D graphics = new VectorGraphics2D();
    paint(graphics);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new SVGProcessor()
          .getDocument(graphics.getCommands(), new PageSize(0, 0, width(), height()))
          .writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String svg = DOCUMENT_TYPE.matcher(bytes.toString(StandardCharsets.UTF_8)).replaceFirst("");
    return Optional.of(THIRD_DECIMAL.matcher(svg).replaceAll("$1"));
  }

  private void paint(Graphics2D graphics) {
    AffineTransform page = graphics.getTransform();
    int top = 0;
    for (XYChart panel : panels) {
      graphics.setTransform(page);
      graphics.translate(0, top);
      graphics.setClip(0, 0, panel.getWidth(), panel.getHeight());
      panel.paint(graphics, panel.getWidth(), panel.getHeight());
      top += panel.getHeight();
    }
  }
}

package org.linfnet.report;

import static java.util.regex.Matcher.quoteReplacement;

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
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.knowm.xchart.XYChart;

/**
 * A picture made of lines, areas and text.
 *
 * @param width in CSS pixels
 * @param height in CSS pixels
 * @param painter paints it, in CSS pixels from the upper left corner
 */
record Drawing(int width, int height, Consumer<Graphics2D> painter) implements Picture {

  private static final Pattern DOCUMENT_TYPE = Pattern.compile("<!DOCTYPE[^>]*>\\s*");
  private static final Pattern ELEMENT = Pattern.compile("<[^>]*>");
  private static final Pattern THIRD_DECIMAL = Pattern.compile("(\\.\\d\\d)\\d+");
  private static final Pattern FONT = Pattern.compile("font-family:&quot;[^&]*&quot;");

  /** Dots of the PNG for each CSS pixel. */
  static final int DOTS = 3;

  /**
   * Charts of one width, one below the other.
   *
   * @param charts from top to bottom, at least one
   */
  static Drawing of(List<XYChart> charts) {
    return new Drawing(
        charts.get(0).getWidth(),
        charts.stream().mapToInt(XYChart::getHeight).sum(),
        graphics -> paint(charts, graphics));
  }

  @Override
  public byte[] png() {
    BufferedImage image =
        new BufferedImage(DOTS * width, DOTS * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(DOTS, DOTS);
    painter.accept(graphics);
    graphics.dispose();
    return new Raster(image, DOTS).png();
  }

  @Override
  public Optional<String> svg() {
    VectorGraphics2D graphics = new VectorGraphics2D();
    painter.accept(graphics);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new SVGProcessor()
          .getDocument(graphics.getCommands(), new PageSize(0, 0, width, height))
          .writeTo(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String svg = DOCUMENT_TYPE.matcher(bytes.toString(StandardCharsets.UTF_8)).replaceFirst("");
    return Optional.of(
        ELEMENT.matcher(svg).replaceAll(element -> quoteReplacement(portable(element.group()))));
  }

  /** An element with coordinates to two decimals and the font of whoever shows it. */
  private static String portable(String element) {
    String shortened = THIRD_DECIMAL.matcher(element).replaceAll("$1");
    return FONT.matcher(shortened).replaceAll("font-family:sans-serif");
  }

  private static void paint(List<XYChart> charts, Graphics2D graphics) {
    AffineTransform page = graphics.getTransform();
    int top = 0;
    for (XYChart chart : charts) {
      graphics.setTransform(page);
      graphics.translate(0, top);
      graphics.setClip(0, 0, chart.getWidth(), chart.getHeight());
      chart.paint(graphics, chart.getWidth(), chart.getHeight());
      top += chart.getHeight();
    }
  }
}

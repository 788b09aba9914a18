package org.linfnet.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A pair of axes, drawn as all charts are drawn.
 *
 * @param title above the plot
 * @param x what the horizontal axis counts, with its unit
 * @param y what the vertical axis counts, with its unit
 * @param width in CSS pixels
 * @param height in CSS pixels
 */
record Axes(String title, String x, String y, int width, int height) {

  private static final int LEFT = 64;
  private static final int LEGEND_WIDTH = 330;
  private static final int LEGEND_LINE = 26;
  private static final int LEGEND_LINE_LENGTH = 16;
  private static final int LEGEND_EDGES = 60;
  private static final float LINE_WIDTH = 2.5f;
  private static final float[] DASHES = {7, 5};
  private static final int MARKER_SIZE = 9;
  private static final double LEAST_PLAIN = 0.01;
  private static final double FIRST_TOO_LONG = 1e6;
  private static final int BAND_OPACITY = 70;
  private static final double ROUNDED = 1e-9;

  /** The same axes with room beside them for a legend of so many lines. */
  Axes besideLegend(int lines) {
    int legendHeight = LEGEND_EDGES + LEGEND_LINE * lines;
    return new Axes(title, x, y, width + LEGEND_WIDTH, Math.max(height, legendHeight));
  }

  /** An empty chart over these axes. */
  XYChart chart() {
    XYChart chart =
        new XYChartBuilder()
            .width(width)
            .height(height)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    XYStyler styler = chart.getStyler();
    letters(styler);
    frame(styler);
    legend(styler);
    return chart;
  }

  /** Shows a range of radii on the horizontal axis, with an exponent where they need one. */
  static void radii(XYChart chart, double least, double most) {
    double size = Math.max(Math.abs(least), Math.abs(most));
    String pattern = size < LEAST_PLAIN || size >= FIRST_TOO_LONG ? "0.###E0" : "0.###";
    DecimalFormat format =
        new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    chart.setCustomXAxisTickLabelsFormatter(
        radius -> Math.abs(radius) < ROUNDED * size ? "0" : format.format(radius));
    chart.getStyler().setXAxisMin(least).setXAxisMax(most);
  }

  /** Draws an unbroken line. */
  static void line(XYChart chart, String name, Points points, Color color) {
    series(chart, name, points, color)
        .setLineStyle(new BasicStroke(LINE_WIDTH, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
  }

  /** Draws a dashed line. */
  static void dashed(XYChart chart, String name, Points points, Color color) {
    series(chart, name, points, color)
        .setLineStyle(
            new BasicStroke(
                LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES, 0));
  }

  /** Draws points with nothing between them. */
  static void points(XYChart chart, String name, Points points, Color color) {
    series(chart, name, points, color)
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
        .setMarker(SeriesMarkers.CIRCLE)
        .setMarkerColor(color);
  }

  /** Fills what is below a line. */
  static void area(XYChart chart, String name, Points points, Color color) {
    series(chart, name, points, color)
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.Area)
        .setLineStyle(new BasicStroke(1.5f))
        .setFillColor(color);
  }

  /** Fills what is between two lines, which have their x in common. */
  static void band(XYChart chart, String name, Points lower, Points upper, Color color) {
    List<Double> x = new ArrayList<>(lower.x());
    List<Double> y = new ArrayList<>(lower.y());
    for (int k = upper.x().size() - 1; k >= 0; k--) {
      x.add(upper.x().get(k));
      y.add(upper.y().get(k));
    }
    Color light = new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_OPACITY);
    series(chart, name, new Points(x, y), Palette.CLEAR)
        .setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea)
        .setFillColor(light)
        .setShowInLegend(false);
  }

  /**
   * Draws a thin dashed line straight up from the horizontal axis, without an entry in the legend.
   */
  static void upright(XYChart chart, String name, double x, double height) {
    series(chart, name, new Points(List.of(x, x), List.of(0.0, height)), Palette.INK)
        .setLineStyle(
            new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES, 0))
        .setShowInLegend(false);
  }

  private static XYSeries series(XYChart chart, String name, Points points, Color color) {
    XYSeries series = chart.addSeries(name, points.x(), points.y());
    series.setMarker(SeriesMarkers.NONE).setLineColor(color);
    return series;
  }

  private static void letters(XYStyler styler) {
    styler.setLocale(Locale.ROOT);
    styler.setChartFontColor(Palette.INK);
    styler.setChartTitleFont(Palette.TITLE);
    styler.setAxisTitleFont(Palette.LABEL);
    styler.setLegendFont(Palette.SMALL);
    styler.setAxisTickLabelsFont(Palette.SMALL);
    styler.setAxisTickLabelsColor(Palette.QUIET_INK);
    styler.setYAxisLabelAlignment(TextAlignment.Right);
    styler.setAnnotationTextFont(Palette.SMALL);
    styler.setAnnotationTextFontColor(Palette.INK);
  }

  private static void frame(XYStyler styler) {
    styler.setChartBackgroundColor(Palette.PAPER);
    styler.setPlotBackgroundColor(Palette.PAPER);
    styler.setPlotBorderVisible(false);
    styler.setPlotMargin(0);
    styler.setPlotContentSize(0.98);
    styler.setChartPadding(14);
    styler.setChartTitleBoxVisible(false);
    styler.setChartTitlePadding(6);
    styler.setAxisTickMarkLength(5);
    styler.setAxisTickPadding(5);
    styler.setAxisTickMarksColor(Palette.QUIET_INK);
    styler.setXAxisTickMarkSpacingHint(75);
    styler.setXAxisDecimalPattern("0.###");
    styler.setYAxisDecimalPattern("0.###");
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setPlotGridLinesColor(Palette.GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setYAxisLeftWidthHint(LEFT);
    styler.setMarkerSize(MARKER_SIZE);
  }

  private static void legend(XYStyler styler) {
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBorderColor(Palette.CLEAR);
    styler.setLegendBackgroundColor(Palette.CLEAR);
    styler.setLegendPadding(10);
    styler.setLegendSeriesLineLength(LEGEND_LINE_LENGTH);
  }
}

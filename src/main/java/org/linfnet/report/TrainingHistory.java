package org.linfnet.report;

import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;

/** The loss, the accuracies and p, epoch by epoch. */
public final class TrainingHistory implements Figure {

  private static final String EPOCH = "epoch";
  private static final int WIDTH = 520;
  private static final int HEIGHT = 280;

  private final ResultTable history;
  private final Points loss;
  private final Points training;
  private final Points clean;
  private final Points certified;
  private final Points p;

  private TrainingHistory(ResultTable history) {
    this.history = history;
    this.loss = Points.numbers(history, EPOCH, "loss");
    this.training = Points.percent(history, EPOCH, "training_accuracy");
    this.clean = Points.percent(history, EPOCH, "validation_clean_accuracy");
    this.certified = Points.percent(history, EPOCH, "validation_certified_accuracy");
    this.p = Points.numbers(history, EPOCH, "p");
  }

  /**
   * The history of a trainer's {@code history.csv}: columns {@code epoch,p,loss}, and accuracies
   * where they were measured. Empty when no epoch ended.
   *
   * @throws org.linfnet.InvalidInputException when a column is missing or a cell cannot be used
   */
  public static Optional<TrainingHistory> of(ResultTable history) {
    return history.rows().isEmpty() ? Optional.empty() : Optional.of(new TrainingHistory(history));
  }

  @Override
  public String name() {
    return "training-history";
  }

  @Override
  public String title() {
    return "Training";
  }

  @Override
  public String caption() {
    return "The distances of the network are l_p distances while it trains; p grows until they are "
        + "all but l-infinity distances, for which certificates are valid. Accuracy is certified "
        + "at p = infinity, so it stays near 0 for as long as p is small: until then, watch the "
        + "loss.";
  }

  @Override
  public Optional<ResultTable> numbers() {
    return Optional.of(history);
  }

  @Override
  public Picture picture() {
    return Drawing.of(List.of(lossPanel(), accuracyPanel(), exponentPanel()));
  }

  private XYChart lossPanel() {
    XYChart chart = panel("Loss", "mean loss");
    chart.getStyler().setYAxisMin(0.0).setLegendVisible(false);
    if (!loss.isEmpty()) {
      Axes.line(chart, "loss", loss, Palette.INK);
    }
    return chart;
  }

  private XYChart accuracyPanel() {
    XYChart chart = panel("Accuracy", "accuracy (%)");
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    if (!training.isEmpty()) {
      Axes.line(chart, "training", training, Palette.ATTACKED);
    }
    if (!clean.isEmpty()) {
      Axes.dashed(chart, "validation clean", clean, Palette.CLEAN);
    }
    if (!certified.isEmpty()) {
      Axes.line(chart, "validation certified", certified, Palette.CERTIFIED);
    }
    return chart;
  }

  private XYChart exponentPanel() {
    XYChart chart = panel("Exponent of the distances", "p");
    chart.getStyler().setYAxisMin(0.0).setLegendVisible(false);
    if (!p.isEmpty()) {
      Axes.line(chart, "p", p, Palette.INK);
    }
    return chart;
  }

  private XYChart panel(String title, String y) {
    XYChart chart = new Axes(title, "epoch", y, WIDTH, HEIGHT).chart();
    double last = Points.numbers(history, EPOCH, EPOCH).lastX();
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(Math.max(1, last));
    chart.setCustomXAxisTickLabelsFormatter(TrainingHistory::wholeEpoch);
    return chart;
  }

  /** The spaces keep labels apart: the chart leaves labels out where they would overlap. */
  private static String wholeEpoch(double epoch) {
    return epoch == Math.rint(epoch) ? " " + Math.round(epoch) + " " : "";
  }
}

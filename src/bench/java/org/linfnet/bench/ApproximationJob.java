package org.linfnet.bench;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.SparkSession;
import org.linfnet.job.Arguments;
import org.linfnet.job.CommandLine;
import org.linfnet.job.Job;
import org.linfnet.job.JobRunner;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.LipschitzApproximation;
import org.linfnet.network.NetworkState;
import org.linfnet.network.ScoringPass;

/**
 * Draws functions of one and of two variables on [0, 1], and the distance nets that approximate
 * them, in three panels.
 */
public final class ApproximationJob implements Job {

  private static final int PANEL = 360;
  private static final int MARGIN = 40;
  private static final int CELL = 4;
  private static final double MOST = 0.12;
  private static final double COARSE = 0.1;
  private static final double FINE = 0.03;
  private static final double OF_TWO = 0.05;

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new ApproximationJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet approximation";
  }

  @Override
  public CommandLine commandLine() {
    return new CommandLine("submit/approximation.sh")
        .required("output", "FILE", "takes the picture, a PNG file");
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) throws IOException {
    BufferedImage image =
        new BufferedImage(3 * PANEL + 4 * MARGIN, PANEL + 2 * MARGIN, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    curves(
        panel(graphics, 0, "f(x), black; nets: epsilon %s blue, %s red".formatted(COARSE, FINE)));
    map(panel(graphics, 1, "f(x, y)"), ApproximationJob::waves);
    map(panel(graphics, 2, "net of (x, y), epsilon " + OF_TWO), net(2, OF_TWO));
    graphics.dispose();
    ImageIO.write(image, "png", new File(arguments.required("output")));
  }

  /** A function whose l-infinity Lipschitz constant is below 1. */
  private static double waves(double[] x) {
    return 0.9
        * IntStream.range(0, x.length).mapToDouble(k -> Math.sin(8 * x[k] + k) / 8).sum()
        / x.length;
  }

  private static ToDoubleFunction<double[]> net(int dimensions, double epsilon) {
    NetworkState state =
        new LipschitzApproximation(ApproximationJob::waves, dimensions, epsilon).network();
    ScoringPass pass = new ScoringPass(state, Kernels.ofThisJvm(), 1);
    return x -> {
      float[] inputs = new float[dimensions];
      for (int k = 0; k < dimensions; k++) {
        inputs[k] = (float) x[k];
      }
      return pass.logits(inputs, 1)[0];
    };
  }

  /** A framed panel under a title, with its origin at the upper left corner. */
  private static Graphics2D panel(Graphics2D page, int number, String title) {
    Graphics2D panel = (Graphics2D) page.create();
    panel.translate(MARGIN + number * (PANEL + MARGIN), MARGIN);
    panel.setColor(Color.BLACK);
    panel.drawString(title, 0, -MARGIN / 4);
    panel.drawRect(-1, -1, PANEL + 1, PANEL + 1);
    panel.clipRect(0, 0, PANEL, PANEL);
    return panel;
  }

  private static void curves(Graphics2D panel) {
    panel.setStroke(new BasicStroke(2));
    curve(panel, new Color(0x1f77b4), net(1, COARSE));
    curve(panel, new Color(0xd62728), net(1, FINE));
    curve(panel, Color.BLACK, ApproximationJob::waves);
  }

  private static void curve(Graphics2D panel, Color color, ToDoubleFunction<double[]> function) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i <= PANEL; i++) {
      double height = function.applyAsDouble(new double[] {(double) i / PANEL});
      double y = PANEL * (0.5 - height / (4 * MOST));
      if (i == 0) {
        path.moveTo(i, y);
      } else {
        path.lineTo(i, y);
      }
    }
    panel.setColor(color);
    panel.draw(path);
  }

  /** Blue where the function is below 0, red where it is above. */
  private static void map(Graphics2D panel, ToDoubleFunction<double[]> function) {
    for (int row = 0; row < PANEL; row += CELL) {
      for (int column = 0; column < PANEL; column += CELL) {
        double[] x = {(column + CELL / 2.0) / PANEL, 1 - (row + CELL / 2.0) / PANEL};
        double value = function.applyAsDouble(x) / MOST;
        int faded = (int) Math.round(255 * (1 - Math.min(1, Math.abs(value))));
        panel.setColor(value > 0 ? new Color(255, faded, faded) : new Color(faded, faded, 255));
        panel.fillRect(column, row, CELL, CELL);
      }
    }
  }
}

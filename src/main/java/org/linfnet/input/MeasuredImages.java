package org.linfnet.input;

import java.util.Optional;
import org.linfnet.layer.Shape;

/** Images of one shape whose mu and sigma are those of the training images. */
public final class MeasuredImages implements EncodingRule {

  private static final long serialVersionUID = 1;
  private static final double WHITE = 255;

  private final Shape shape;

  /**
   * @param shape of every image
   */
  public MeasuredImages(Shape shape) {
    this.shape = shape;
  }

  @Override
  public Optional<Encoding> known() {
    return Optional.empty();
  }

  @Override
  public Moments measure(ExampleBlock block) {
    Moments moments = new Moments(shape);
    int plane = shape.height() * shape.width();
    for (int example = 0; example < block.size(); example++) {
      for (int i = 0; i < shape.size(); i++) {
        long value = (long) block.values().number(example, i);
        moments.sums[i / plane] += value;
        moments.squares[i / plane] += value * value;
      }
    }
    moments.pixels = (long) block.size() * plane;
    return moments;
  }

  /** Sums over the pixels of each channel, in whole numbers, so that no order counts. */
  public static final class Moments implements Measurement {

    private static final long serialVersionUID = 1;

    private final Shape shape;
    private final long[] sums;
    private final long[] squares;
    private long pixels;

    private Moments(Shape shape) {
      this.shape = shape;
      this.sums = new long[shape.channels()];
      this.squares = new long[shape.channels()];
    }

    @Override
    public Moments plus(Measurement measured) {
      Moments other = (Moments) measured;
      Moments sum = new Moments(shape);
      sum.pixels = pixels + other.pixels;
      for (int channel = 0; channel < sums.length; channel++) {
        sum.sums[channel] = sums[channel] + other.sums[channel];
        sum.squares[channel] = squares[channel] + other.squares[channel];
      }
      return sum;
    }

    /** To mean 0 in each channel and variance 1 over all; images of one grey are only centred. */
    @Override
    public ImageEncoding encoding() {
      float[] mu = new float[sums.length];
      double variance = 0;
      for (int channel = 0; channel < mu.length; channel++) {
        double mean = sums[channel] / (double) pixels;
        mu[channel] = (float) (mean / WHITE);
        variance += squares[channel] / (double) pixels - mean * mean;
      }
      variance /= mu.length;
      float sigma = variance > 0 ? (float) (Math.sqrt(variance) / WHITE) : 1;
      return new ImageEncoding(shape, mu, sigma);
    }
  }
}

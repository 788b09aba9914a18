package org.linfnet.input;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.linfnet.InvalidInputException;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.Shape;
import org.linfnet.network.Ball;

/**
 * Images of one byte a value: {@code (pixel / 255 - mu) / sigma}, with one mu for each channel and
 * one sigma for all, so that an l-infinity ball stays a ball. Radii are in pixel units, [0, 1], and
 * perturbed pixels stay in [0, 1].
 */
public final class ImageEncoding implements Encoding {

  /** The name in saved models. */
  static final String KIND = "images";

  private static final long serialVersionUID = 1;
  private static final int BYTE_VALUES = 256;
  private static final double WHITE = 255;
  private static final double TOLERANCE = 1e-4;
  private static final double PUBLISHED_STEP = 0.01;
  private static final float ANY_REACH = 1;

  private final Shape shape;
  private final float[] mu;
  private final float sigma;
  private final float[][] networkValues;

  /**
   * @param shape of every image
   * @param mu the mean of each channel in pixel units, {@code float[channels]}; not copied
   * @param sigma the standard deviation of all values, in pixel units
   * @throws InvalidInputException when mu is not finite or not one a channel, or sigma is not
   *     finite and above 0
   */
  public ImageEncoding(Shape shape, float[] mu, float sigma) {
    if (mu.length != shape.channels()) {
      throw new InvalidInputException(
          "images of %d channels have %d means (mu): give one a channel"
              .formatted(shape.channels(), mu.length));
    }
    for (float mean : mu) {
      if (!Float.isFinite(mean) || !Float.isFinite(sigma) || sigma <= 0) {
        throw new InvalidInputException(
            "mu = %s, sigma = %s do not standardise: sigma must be above 0".formatted(mean, sigma));
      }
    }
    this.shape = shape;
    this.mu = mu;
    this.sigma = sigma;
    this.networkValues = new float[mu.length][BYTE_VALUES];
    for (int channel = 0; channel < mu.length; channel++) {
      for (int pixel = 0; pixel < BYTE_VALUES; pixel++) {
        networkValues[channel][pixel] = toNetwork(channel, pixel / WHITE);
      }
    }
  }

  static ImageEncoding of(EncodingDescription description) {
    int[] sides =
        Arrays.stream(description.numbers("shape")).mapToInt(side -> (int) side).toArray();
    double[] means = description.numbers("mu");
    float[] mu = new float[means.length];
    for (int channel = 0; channel < mu.length; channel++) {
      mu[channel] = (float) means[channel];
    }
    return new ImageEncoding(
        new Shape(sides[0], sides[1], sides[2]), mu, (float) description.numbers("sigma")[0]);
  }

  @Override
  public EncodingDescription description() {
    return new EncodingDescription(
        KIND,
        Map.of(
            "shape",
            new double[] {shape.channels(), shape.height(), shape.width()},
            "mu",
            IntStream.range(0, mu.length).mapToDouble(i -> shortest(mu[i])).toArray(),
            "sigma",
            new double[] {shortest(sigma)}));
  }

  /** The double that prints as the float does: 0.1307 stays 0.1307. */
  private static double shortest(float value) {
    return Double.parseDouble(Float.toString(value));
  }

  @Override
  public Shape shape() {
    return shape;
  }

  /** The mean of each channel in pixel units, {@code float[channels]}. */
  public float[] mu() {
    return mu.clone();
  }

  /** The standard deviation of all values, in pixel units. */
  public float sigma() {
    return sigma;
  }

  @Override
  public RadiusUnit radiusUnit() {
    return RadiusUnit.PIXEL;
  }

  @Override
  public double[] halfWidths() {
    double[] ones = new double[shape.size()];
    Arrays.fill(ones, 1);
    return ones;
  }

  @Override
  public double radiusOfNetworkUnit() {
    return sigma;
  }

  @Override
  public double largestRadius() {
    return 1;
  }

  @Override
  public double radiusTolerance() {
    return TOLERANCE;
  }

  @Override
  public double publishedStep(double radius) {
    return PUBLISHED_STEP;
  }

  @Override
  public boolean isStoredAsBytes() {
    return true;
  }

  @Override
  public boolean isPicture() {
    return true;
  }

  private float toNetwork(int channel, double pixel) {
    return (float) ((pixel - mu[channel]) / sigma);
  }

  private int channel(int input) {
    return input / (shape.height() * shape.width());
  }

  @Override
  public double toUser(int input, double networkValue) {
    return networkValue * sigma + mu[channel(input)];
  }

  @Override
  public TrainingInputs trainingInputs(StoredValues values, Augmentation augmentation) {
    return new AugmentedImages(this, values, augmentation);
  }

  @Override
  public void toUser(StoredValues values, int example, double[] out, int at) {
    for (int i = 0; i < shape.size(); i++) {
      out[at + i] = values.number(example, i) / WHITE;
    }
  }

  @Override
  public void encode(double[] values, int at, float[] out, int outAt) {
    for (int i = 0; i < shape.size(); i++) {
      double pixel = values[at + i];
      if (!(pixel >= 0 && pixel <= 1)) {
        throw new IllegalArgumentException("a pixel of " + pixel + " is outside [0, 1]");
      }
      out[outAt + i] = toNetwork(channel(i), pixel);
    }
  }

  /** Looks each byte up among the 256 network values of its channel. */
  @Override
  public void encodeStored(StoredValues values, int example, float[] out, int at) {
    int plane = shape.height() * shape.width();
    for (int channel = 0; channel < mu.length; channel++) {
      int from = channel * plane;
      values.lookUpBytes(example, from, networkValues[channel], out, at + from, plane);
    }
  }

  @Override
  public void box(double[] centre, int at, double radius, Bounds bounds, int boundsAt) {
    int plane = shape.height() * shape.width();
    for (int i = 0; i < shape.size(); i++) {
      double pixel = centre[at + i];
      // Images have long runs of one value, most of all of black.
      if (i % plane > 0 && pixel == centre[at + i - 1]) {
        bounds.lower()[boundsAt + i] = bounds.lower()[boundsAt + i - 1];
        bounds.upper()[boundsAt + i] = bounds.upper()[boundsAt + i - 1];
      } else {
        double slack = Perturbations.roundingSlack(pixel, radius);
        double lower = Math.max(0, pixel - radius - slack);
        double upper = Math.min(1, pixel + radius + slack);
        bounds.lower()[boundsAt + i] = toNetwork(channel(i), lower);
        bounds.upper()[boundsAt + i] = toNetwork(channel(i), upper);
      }
    }
  }

  @Override
  public Ball ball(double radius) {
    Bounds range = range(ANY_REACH);
    return new Ball((float) radiusToNetwork(radius), range.lower(), range.upper());
  }

  @Override
  public double lower(int input, double centre, double radius) {
    float lower = (float) Math.max(0, centre - radius);
    return firstHeld(input, centre, radius, lower, Math.nextUp(lower));
  }

  @Override
  public double upper(int input, double centre, double radius) {
    float upper = (float) Math.min(1, centre + radius);
    return firstHeld(input, centre, radius, upper, Math.nextDown(upper));
  }

  /** A ball may be too small for any float. The centre itself is stored as a byte. */
  private double firstHeld(int input, double centre, double radius, float end, float inner) {
    if (holds(input, centre, radius, end)) {
      return end;
    }
    return holds(input, centre, radius, inner) ? inner : centre;
  }

  @Override
  public double stored(double value) {
    return (float) value;
  }

  @Override
  public boolean holds(int input, double centre, double radius, double value) {
    return value >= 0 && value <= 1 && Math.abs(value - centre) <= radius;
  }

  /** All images are of one size: their pixels are in [0, 1]. */
  @Override
  public float reach(float[] inputs, int at, double networkRadius) {
    return ANY_REACH;
  }

  @Override
  public Bounds range(float reach) {
    Bounds range = Bounds.of(1, shape.size());
    for (int i = 0; i < shape.size(); i++) {
      range.lower()[i] = toNetwork(channel(i), 0);
      range.upper()[i] = toNetwork(channel(i), 1);
    }
    return range;
  }

  /** A float that is nearest to a stored pixel stands for that pixel. */
  @Override
  public Standardisation standardisation() {
    double[] centres = new double[shape.size()];
    double[] scales = new double[shape.size()];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = mu[channel(i)];
      scales[i] = sigma;
    }
    return new Standardisation(
        centres,
        scales,
        0,
        1,
        BYTE_VALUES - 1,
        List.of(new Standardisation.Reach(Double.POSITIVE_INFINITY, ANY_REACH)));
  }

  /** The columns of each channel. */
  @Override
  public int[][] stripes() {
    return IntStream.range(0, shape.channels() * shape.width())
        .mapToObj(k -> rectangle(k / shape.width(), 0, shape.height(), k % shape.width(), 1))
        .toArray(int[][]::new);
  }

  /** A square at a random place, in all channels. */
  @Override
  public int[] patch(double share, Random random) {
    int side = Math.max(1, (int) Math.round(Math.sqrt(share * shape.height() * shape.width())));
    int height = Math.min(side, shape.height());
    int width = Math.min(side, shape.width());
    int top = random.nextInt(shape.height() - height + 1);
    int left = random.nextInt(shape.width() - width + 1);
    return IntStream.range(0, shape.channels())
        .flatMap(channel -> Arrays.stream(rectangle(channel, top, height, left, width)))
        .toArray();
  }

  private int[] rectangle(int channel, int top, int height, int left, int width) {
    int from = channel * shape.height() * shape.width();
    return IntStream.range(0, height * width)
        .map(k -> from + (top + k / width) * shape.width() + left + k % width)
        .toArray();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageEncoding that
        && shape.equals(that.shape)
        && Arrays.equals(mu, that.mu)
        && Float.compare(sigma, that.sigma) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * shape.hashCode() + Arrays.hashCode(mu)) + Float.hashCode(sigma);
  }

  @Override
  public String toString() {
    return "images of %s, (x - %s) / %s".formatted(shape, Arrays.toString(mu), sigma);
  }

  /** Images as bytes, augmented and standardised as they are read. Kryo copies no records. */
  private static final class AugmentedImages implements TrainingInputs {

    private static final long serialVersionUID = 2;

    private final ImageEncoding encoding;
    private final StoredValues images;
    private final int padding;
    private final CropBorder border;
    private final double cropChance;
    private final double mirrorChance;

    AugmentedImages(ImageEncoding encoding, StoredValues images, Augmentation augmentation) {
      this.encoding = encoding;
      this.images = images;
      this.padding = augmentation.cropPadding();
      this.border = augmentation.cropBorder();
      this.cropChance = augmentation.cropChance();
      this.mirrorChance = augmentation.mirrorChance();
    }

    @Override
    public Reader reader() {
      RandomCrop crop = new RandomCrop(encoding.shape, padding, border, cropChance);
      RandomMirror mirror = new RandomMirror(encoding.shape, mirrorChance);
      byte[] image = new byte[encoding.shape.size()];
      StoredValues changed = StoredValues.of(image, image.length);
      return (example, random, out, at) -> {
        crop.crop(images, example, random, image);
        mirror.mirror(random, image);
        encoding.encodeStored(changed, 0, out, at);
      };
    }
  }
}

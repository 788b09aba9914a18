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
 * Features of any range: {@code (x[i] - centre[i]) / scale[i]}.
 *
 * <p>A ball of radius r in network units is the box of half-widths {@code r * scale[i]} in the
 * user's units. Where all scales are alike, radii are in the features' own unit; elsewhere they
 * count each feature's scale. Perturbed features have no range.
 */
public final class FeatureEncoding implements Encoding {

  /** The name in saved models. */
  static final String KIND = "features";

  private static final long serialVersionUID = 1;
  private static final double TOLERANCE = 1e-4;
  private static final double PUBLISHED_STEPS_A_RADIUS = 10;

  /** The exponent of the smallest reach that arithmetic elsewhere tells apart. */
  private static final int LEAST_REACH = -32;

  private final double[] centres;
  private final double[] scales;
  private final boolean common;

  /**
   * @param centres {@code double[inputs]}, finite; not copied
   * @param scales {@code double[inputs]}, finite and above 0; not copied
   * @throws InvalidInputException when they do not scale
   */
  public FeatureEncoding(double[] centres, double[] scales) {
    if (centres.length != scales.length || centres.length == 0) {
      throw new InvalidInputException(
          "%d centres and %d scales: give one of each a feature"
              .formatted(centres.length, scales.length));
    }
    for (int i = 0; i < scales.length; i++) {
      if (!Double.isFinite(centres[i]) || !Double.isFinite(scales[i]) || !(scales[i] > 0)) {
        throw new InvalidInputException(
            "feature %d has centre %s and scale %s: both must be finite, the scale above 0"
                .formatted(i, centres[i], scales[i]));
      }
    }
    this.centres = centres;
    this.scales = scales;
    this.common = Arrays.stream(scales).allMatch(scale -> scale == scales[0]);
  }

  static FeatureEncoding of(EncodingDescription description) {
    return new FeatureEncoding(description.numbers("centres"), description.numbers("scales"));
  }

  @Override
  public EncodingDescription description() {
    return new EncodingDescription(KIND, Map.of("centres", centres, "scales", scales));
  }

  @Override
  public Shape shape() {
    return Shape.vector(centres.length);
  }

  /** {@code double[inputs]}. */
  public double[] centres() {
    return centres.clone();
  }

  /** {@code double[inputs]}. */
  public double[] scales() {
    return scales.clone();
  }

  @Override
  public RadiusUnit radiusUnit() {
    return common ? RadiusUnit.FEATURE : RadiusUnit.FEATURE_SCALE;
  }

  @Override
  public double[] halfWidths() {
    double unit = radiusOfNetworkUnit();
    return Arrays.stream(scales).map(scale -> scale / unit).toArray();
  }

  @Override
  public double radiusOfNetworkUnit() {
    return common ? scales[0] : 1;
  }

  @Override
  public double largestRadius() {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double radiusTolerance() {
    return TOLERANCE * radiusOfNetworkUnit();
  }

  @Override
  public double publishedStep(double radius) {
    return radius / PUBLISHED_STEPS_A_RADIUS;
  }

  @Override
  public boolean isStoredAsBytes() {
    return false;
  }

  @Override
  public boolean isPicture() {
    return false;
  }

  @Override
  public double toUser(int input, double networkValue) {
    return networkValue * scales[input] + centres[input];
  }

  private float toNetwork(int input, double value) {
    return (float) ((value - centres[input]) / scales[input]);
  }

  @Override
  public TrainingInputs trainingInputs(StoredValues values, Augmentation augmentation) {
    return values.isSparse() ? new SparseFeatures(this, values) : new ScaledFeatures(this, values);
  }

  @Override
  public void toUser(StoredValues values, int example, double[] out, int at) {
    values.copyNumbers(example, out, at);
  }

  @Override
  public void encode(double[] values, int at, float[] out, int outAt) {
    for (int i = 0; i < centres.length; i++) {
      out[outAt + i] = toNetwork(i, values[at + i]);
    }
  }

  @Override
  public void encodeStored(StoredValues values, int example, float[] out, int at) {
    values.standardise(example, centres, scales, out, at);
  }

  private double halfWidth(int input, double radius) {
    return common ? radius : radius * scales[input];
  }

  @Override
  public void box(double[] centre, int at, double radius, Bounds bounds, int boundsAt) {
    for (int i = 0; i < centres.length; i++) {
      double halfWidth = halfWidth(i, radius);
      double value = centre[at + i];
      double slack = Perturbations.roundingSlack(value, halfWidth);
      bounds.lower()[boundsAt + i] = toNetwork(i, value - halfWidth - slack);
      bounds.upper()[boundsAt + i] = toNetwork(i, value + halfWidth + slack);
    }
  }

  @Override
  public Ball ball(double radius) {
    Bounds range = range(Float.POSITIVE_INFINITY);
    return new Ball((float) radiusToNetwork(radius), range.lower(), range.upper());
  }

  @Override
  public double lower(int input, double centre, double radius) {
    double lower = centre - halfWidth(input, radius);
    return holds(input, centre, radius, lower) ? lower : Math.nextUp(lower);
  }

  @Override
  public double upper(int input, double centre, double radius) {
    double upper = centre + halfWidth(input, radius);
    return holds(input, centre, radius, upper) ? upper : Math.nextDown(upper);
  }

  @Override
  public double stored(double value) {
    return value;
  }

  @Override
  public boolean holds(int input, double centre, double radius, double value) {
    return Math.abs(value - centre) <= halfWidth(input, radius);
  }

  /** A power of two that no input in the ball reaches, whatever its roundings. */
  @Override
  public float reach(float[] inputs, int at, double networkRadius) {
    // Floats of one sign are ordered as their bits are, and the JIT compiles this loop to vectors.
    int bits = 0;
    for (int i = 0; i < centres.length; i++) {
      bits = Math.max(bits, Float.floatToRawIntBits(inputs[at + i]) & Integer.MAX_VALUE);
    }
    double largest = Float.intBitsToFloat(bits);
    return (float) (2 * Math.scalb(1.0, Math.getExponent(2 * (largest + networkRadius))));
  }

  @Override
  public Bounds range(float reach) {
    Bounds range = Bounds.of(1, centres.length);
    Arrays.fill(range.lower(), -reach);
    Arrays.fill(range.upper(), reach);
    return range;
  }

  @Override
  public Standardisation standardisation() {
    List<Standardisation.Reach> reaches =
        IntStream.rangeClosed(LEAST_REACH, Float.MAX_EXPONENT)
            .mapToObj(exponent -> Math.scalb(1f, exponent))
            .map(size -> new Standardisation.Reach(size, size))
            .toList();
    return new Standardisation(
        centres.clone(), scales.clone(), -Float.MAX_VALUE, Float.MAX_VALUE, 0, reaches);
  }

  /** Each feature by itself. */
  @Override
  public int[][] stripes() {
    return IntStream.range(0, centres.length).mapToObj(i -> new int[] {i}).toArray(int[][]::new);
  }

  /** Features at random, at least one. */
  @Override
  public int[] patch(double share, Random random) {
    int[] chosen =
        IntStream.range(0, centres.length).filter(i -> random.nextDouble() < share).toArray();
    return chosen.length > 0 ? chosen : new int[] {random.nextInt(centres.length)};
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureEncoding that
        && Arrays.equals(centres, that.centres)
        && Arrays.equals(scales, that.scales);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(centres) + Arrays.hashCode(scales);
  }

  @Override
  public String toString() {
    return centres.length + " features";
  }

  /** Features that were scaled once, and are read as they are. */
  private static final class ScaledFeatures implements TrainingInputs {

    private static final long serialVersionUID = 1;

    private final int inputs;
    private final float[] scaled;

    ScaledFeatures(FeatureEncoding encoding, StoredValues values) {
      this.inputs = encoding.centres.length;
      this.scaled = new float[Math.multiplyExact(values.size(), inputs)];
      for (int example = 0; example < values.size(); example++) {
        encoding.encodeStored(values, example, scaled, example * inputs);
      }
    }

    @Override
    public Reader reader() {
      return (example, augmentation, out, at) ->
          System.arraycopy(scaled, example * inputs, out, at, inputs);
    }
  }

  /** Features that are mostly 0, and are scaled as they are read. Kryo copies no records. */
  private static final class SparseFeatures implements TrainingInputs {

    private static final long serialVersionUID = 1;

    private final FeatureEncoding encoding;
    private final StoredValues values;

    SparseFeatures(FeatureEncoding encoding, StoredValues values) {
      this.encoding = encoding;
      this.values = values;
    }

    @Override
    public Reader reader() {
      return (example, augmentation, out, at) -> encoding.encodeStored(values, example, out, at);
    }
  }
}

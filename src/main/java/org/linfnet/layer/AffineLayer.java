package org.linfnet.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.MatrixProducts;
import org.linfnet.kernel.MatrixProducts.Sizes;
import org.linfnet.kernel.Rows;

/**
 * An affine map, {@code y = W x + b}.
 *
 * @param inputs the shape of x, which is taken as a vector
 * @param outputs the shape of y, a vector
 * @param weights W, {@code float[outputs * inputs]}, row-major
 * @param bias b, {@code float[outputs]}
 */
public record AffineLayer(Shape inputs, Shape outputs, Slot weights, Slot bias) implements Layer {

  /** The kind, {@code {kind = affine, outputs = 128}}. */
  static final LayerKind KIND = new LayerKind("affine", Set.of("outputs"), AffineLayer::of);

  private static final long serialVersionUID = 1;

  private static AffineLayer of(LayerOptions options, Shape inputs, SlotPlaces slots) {
    int outputs = options.outputs();
    return new AffineLayer(
        inputs,
        Shape.vector(outputs),
        slots.trained("weights", (long) outputs * inputs.size(), Decay.NONE),
        slots.trained("bias", outputs, Decay.NONE));
  }

  @Override
  public List<Slot> slots() {
    return List.of(weights, bias);
  }

  /** Weights start from N(0, 1 / inputs), the bias at 0. */
  @Override
  public void start(float[] numbers, Random random) {
    double deviation = 1 / Math.sqrt(inputs.size());
    for (int i = weights.at(); i < weights.end(); i++) {
      numbers[i] = (float) (deviation * random.nextGaussian());
    }
  }

  /** The largest l_1 norm of a row of W. */
  @Override
  public double lipschitz(float[] numbers) {
    double largest = 0;
    for (int k = 0; k < outputs.size(); k++) {
      double norm = 0;
      for (int i = 0; i < inputs.size(); i++) {
        norm += Math.abs(numbers[weights.at() + k * inputs.size() + i]);
      }
      largest = Math.max(largest, norm);
    }
    return new FloatSums(inputs.size()).atMostInDouble(largest);
  }

  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    FloatSums sums = new FloatSums(inputs.size() + 1);
    double largest = 0;
    for (int k = 0; k < outputs.size(); k++) {
      double absolute = Math.abs(numbers[bias.at() + k]);
      for (int i = 0; i < inputs.size(); i++) {
        double reach = Math.max(Math.abs(input.lower()[i]), Math.abs(input.upper()[i]));
        absolute += Math.abs(numbers[weights.at() + k * inputs.size() + i]) * reach;
      }
      largest = Math.max(largest, sums.error(sums.atMostInDouble(absolute)));
    }
    return largest;
  }

  @Override
  public LayerPass pass(Kernels kernels, int capacity) {
    return new Pass(this, kernels.products(), capacity);
  }

  /**
   * Bounds come from the centre and the radius of the box: {@code W c + b} plus or minus {@code |W|
   * r} (arXiv 1810.12715, section 3). Each is a float product, so its error is allowed for, and so
   * is the error of the product that the forward pass computes at any point of the box.
   */
  private static final class Pass implements LayerPass {

    private final AffineLayer layer;
    private final MatrixProducts products;
    private final int capacity;
    private BoundsBuffers buffers;

    Pass(AffineLayer layer, MatrixProducts products, int capacity) {
      this.layer = layer;
      this.products = products;
      this.capacity = capacity;
    }

    @Override
    public void forward(LayerBlock block) {
      int outputs = layer.outputs.size();
      for (int b = 0; b < block.batch(); b++) {
        System.arraycopy(block.numbers(), layer.bias.at(), block.output(), b * outputs, outputs);
      }
      products.addTimesTransposed(
          forwardSizes(block.batch()),
          new Rows(block.input(), 0),
          new Rows(block.numbers(), layer.weights.at()),
          new Rows(block.output(), 0));
    }

    @Override
    public void inputGradient(LayerBlock block, float[] outputGradient, float[] inputGradient) {
      Rows weights = new Rows(block.numbers(), layer.weights.at());
      fillInputGradient(block.batch(), outputGradient, weights, inputGradient);
    }

    @Override
    public void slotGradient(LayerBlock block, float[] outputGradient, float[] sums) {
      addBiasGradient(block.batch(), outputGradient, sums);
      Rows weights = new Rows(sums, layer.weights.at());
      addWeightGradient(block.batch(), outputGradient, block.input(), weights);
    }

    @Override
    public void bounds(BoundsBlock block) {
      BoundsBuffers box = buffers();
      box.centre(block);
      box.absoluteWeights(block.numbers());
      int count = block.batch() * layer.outputs.size();
      Rows weights = new Rows(block.numbers(), layer.weights.at());
      Rows absolute = new Rows(box.absoluteWeights, 0);
      product(block.batch(), box.centre, weights, box.middle, count);
      product(block.batch(), box.radius, absolute, box.spread, count);
      product(block.batch(), box.reach, absolute, box.absolute, count);
      box.combine(block);
    }

    private void product(int batch, float[] rows, Rows weights, float[] result, int count) {
      Arrays.fill(result, 0, count, 0f);
      products.addTimesTransposed(
          forwardSizes(batch), new Rows(rows, 0), weights, new Rows(result, 0));
    }

    /** The gradient through centre and radius; the allowance for roundings is taken as constant. */
    @Override
    public void boundsGradient(
        BoundsBlock block, Bounds outputGradient, Bounds inputGradient, float[] sums) {
      BoundsBuffers box = buffers();
      box.centre(block);
      box.absoluteWeights(block.numbers());
      int count = block.batch() * layer.outputs.size();
      for (int k = 0; k < count; k++) {
        box.middle[k] = outputGradient.upper()[k] + outputGradient.lower()[k];
        box.spread[k] = outputGradient.upper()[k] - outputGradient.lower()[k];
      }
      addBiasGradient(block.batch(), box.middle, sums);
      addWeightGradient(block.batch(), box.middle, box.centre, new Rows(sums, layer.weights.at()));
      box.addRadiusGradient(block, products, sums);
      Rows weights = new Rows(block.numbers(), layer.weights.at());
      fillInputGradient(block.batch(), box.middle, weights, box.centre);
      fillInputGradient(block.batch(), box.spread, new Rows(box.absoluteWeights, 0), box.radius);
      for (int i = 0; i < block.batch() * layer.inputs.size(); i++) {
        inputGradient.lower()[i] = (box.centre[i] - box.radius[i]) / 2;
        inputGradient.upper()[i] = (box.centre[i] + box.radius[i]) / 2;
      }
    }

    private void fillInputGradient(
        int batch, float[] outputGradient, Rows weights, float[] inputGradient) {
      Arrays.fill(inputGradient, 0, batch * layer.inputs.size(), 0f);
      products.addTimes(
          new Sizes(batch, layer.inputs.size(), layer.outputs.size()),
          new Rows(outputGradient, 0),
          weights,
          new Rows(inputGradient, 0));
    }

    private void addWeightGradient(
        int batch, float[] outputGradient, float[] input, Rows weightGradient) {
      products.addTransposedTimes(
          new Sizes(layer.outputs.size(), layer.inputs.size(), batch),
          new Rows(outputGradient, 0),
          new Rows(input, 0),
          weightGradient);
    }

    private void addBiasGradient(int batch, float[] outputGradient, float[] sums) {
      int outputs = layer.outputs.size();
      for (int b = 0; b < batch; b++) {
        for (int k = 0; k < outputs; k++) {
          sums[layer.bias.at() + k] += outputGradient[b * outputs + k];
        }
      }
    }

    private Sizes forwardSizes(int batch) {
      return new Sizes(batch, layer.outputs.size(), layer.inputs.size());
    }

    private BoundsBuffers buffers() {
      if (buffers == null) {
        buffers = new BoundsBuffers(layer, capacity);
      }
      return buffers;
    }
  }

  /** The parts of a box and of its image, for up to {@code capacity} examples. */
  private static final class BoundsBuffers {

    private final AffineLayer layer;
    private final float[] centre;
    private final float[] radius;
    private final float[] reach;
    private final float[] middle;
    private final float[] spread;
    private final float[] absolute;
    private final float[] absoluteWeights;

    BoundsBuffers(AffineLayer layer, int capacity) {
      this.layer = layer;
      this.centre = new float[Math.multiplyExact(capacity, layer.inputs.size())];
      this.radius = new float[centre.length];
      this.reach = new float[centre.length];
      this.middle = new float[Math.multiplyExact(capacity, layer.outputs.size())];
      this.spread = new float[middle.length];
      this.absolute = new float[middle.length];
      this.absoluteWeights = new float[layer.weights.length()];
    }

    /** Sets centre, radius and reach so that {@code [c - r, c + r]} holds the box. */
    void centre(BoundsBlock block) {
      float[] lower = block.input().lower();
      float[] upper = block.input().upper();
      for (int i = 0; i < block.batch() * layer.inputs.size(); i++) {
        centre[i] = lower[i] / 2 + upper[i] / 2;
        radius[i] = Math.nextUp(Math.max(upper[i] - centre[i], centre[i] - lower[i]));
        reach[i] = Math.max(Math.abs(lower[i]), Math.abs(upper[i]));
      }
    }

    void absoluteWeights(float[] numbers) {
      for (int i = 0; i < absoluteWeights.length; i++) {
        absoluteWeights[i] = Math.abs(numbers[layer.weights.at() + i]);
      }
    }

    /** Puts the output's bounds together, rounded outward. */
    void combine(BoundsBlock block) {
      FloatSums sums = new FloatSums(layer.inputs.size() + 1);
      int outputs = layer.outputs.size();
      for (int at = 0; at < block.batch() * outputs; at++) {
        double bias = block.numbers()[layer.bias.at() + at % outputs];
        double terms = sums.atMost(absolute[at]) + Math.abs(bias);
        double outward = (sums.atMost(spread[at]) + 2 * sums.error(terms)) * FloatSums.SLACK;
        double lower = Math.nextDown(Math.nextDown(middle[at] + bias) - outward);
        double upper = Math.nextUp(Math.nextUp(middle[at] + bias) + outward);
        block.output().lower()[at] = FloatSums.roundedDown(lower);
        block.output().upper()[at] = FloatSums.roundedUp(upper);
      }
    }

    /** Adds {@code sign(W) (spread^T radius)} to the gradient by W. */
    void addRadiusGradient(BoundsBlock block, MatrixProducts products, float[] sums) {
      float[] gradient = new float[absoluteWeights.length];
      products.addTransposedTimes(
          new Sizes(layer.outputs.size(), layer.inputs.size(), block.batch()),
          new Rows(spread, 0),
          new Rows(radius, 0),
          new Rows(gradient, 0));
      for (int i = 0; i < gradient.length; i++) {
        int at = layer.weights.at() + i;
        sums[at] += Math.signum(block.numbers()[at]) * gradient[i];
      }
    }
  }
}

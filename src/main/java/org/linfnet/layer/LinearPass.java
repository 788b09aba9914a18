package org.linfnet.layer;

import java.util.Arrays;
import org.linfnet.kernel.Range;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.Threads;

/**
 * Carries blocks through {@code y = W x + b}, for any matrix W that rows of weights stand for.
 *
 * <p>Bounds come from the centre and the radius of the box: {@code W c + b} plus or minus {@code
 * |W| r} (arXiv 1810.12715, section 3). Each is a float product, so its error is allowed for, and
 * so is the error of the product that the forward pass computes at any point of the box.
 */
class LinearPass implements LayerPass {

  private final Sizes sizes;
  private final WeightRows rows;
  private final LinearMap map;
  private final Threads threads;
  private CentredBoxes buffers;

  /**
   * @param inputs the values of an example that comes in
   * @param outputs the values of an example that goes out; as many in a run share a row's bias as
   *     there are more outputs than rows
   * @param capacity the most examples of a block
   */
  record Sizes(int inputs, int outputs, int capacity) {}

  /**
   * @param threads what share the work outside of products; the map has its own
   */
  LinearPass(Sizes sizes, WeightRows rows, LinearMap map, Threads threads) {
    this.sizes = sizes;
    this.rows = rows;
    this.map = map;
    this.threads = threads;
  }

  private Rows weights(float[] numbers) {
    return new Rows(numbers, rows.weights().at());
  }

  private int plane() {
    return sizes.outputs() / rows.rows();
  }

  @Override
  public final void forward(LayerBlock block) {
    outputs(block.numbers(), block.batch(), block.input(), block.output());
  }

  private void outputs(float[] numbers, int batch, float[] input, float[] output) {
    int plane = plane();
    threads.forEachPart(
        new Range(0, batch * rows.rows()),
        (long) batch * sizes.outputs(),
        range -> {
          for (int run = range.from(); run < range.to(); run++) {
            float bias = rows.bias(numbers, run % rows.rows());
            Arrays.fill(output, run * plane, (run + 1) * plane, bias);
          }
        });
    map.addProduct(batch, input, weights(numbers), output);
  }

  @Override
  public final void inputGradient(LayerBlock block, float[] outputGradient, float[] inputGradient) {
    map.fillTransposedProduct(
        block.batch(), outputGradient, weights(block.numbers()), inputGradient);
  }

  @Override
  public final void slotGradient(LayerBlock block, float[] outputGradient, float[] sums) {
    addBiasGradient(block.batch(), outputGradient, sums);
    map.addWeightGradient(block.batch(), outputGradient, block.input(), weights(sums));
  }

  private void addBiasGradient(int batch, float[] outputGradient, float[] sums) {
    threads.forEachPart(
        new Range(0, rows.rows()),
        (long) batch * sizes.outputs(),
        range -> addBiasGradient(range, batch, outputGradient, sums));
  }

  /** Of some rows; each sum takes its terms example by example. */
  private void addBiasGradient(Range range, int batch, float[] outputGradient, float[] sums) {
    int plane = plane();
    for (int b = 0; b < batch; b++) {
      for (int row = range.from(); row < range.to(); row++) {
        int at = rows.bias().at() + row;
        int run = b * rows.rows() + row;
        float sum = sums[at];
        for (int i = run * plane; i < (run + 1) * plane; i++) {
          sum += outputGradient[i];
        }
        sums[at] = sum;
      }
    }
  }

  @Override
  public final void bounds(BoundsBlock block) {
    CentredBoxes box = buffers();
    centre(block, box);
    box.absoluteWeights(block.numbers());
    Rows absolute = new Rows(box.absoluteWeights, 0);
    product(block.batch(), box.centre, weights(block.numbers()), box.middle);
    product(block.batch(), box.radius, absolute, box.spread);
    product(block.batch(), box.reach, absolute, box.absolute);
    threads.forEachPart(
        new Range(0, block.batch() * rows.rows()),
        (long) block.batch() * sizes.outputs(),
        range -> box.combine(block, range));
  }

  private void centre(BoundsBlock block, CentredBoxes box) {
    int values = block.batch() * sizes.inputs();
    threads.forEachPart(new Range(0, values), values, range -> box.centre(block, range));
  }

  private void product(int batch, float[] x, Rows weights, float[] y) {
    Arrays.fill(y, 0, batch * sizes.outputs(), 0f);
    map.addProduct(batch, x, weights, y);
  }

  /** The gradient through centre and radius; the allowance for roundings is taken as constant. */
  @Override
  public final void boundsGradient(
      BoundsBlock block, Bounds outputGradient, Bounds inputGradient, float[] sums) {
    boundsSlotGradient(block, outputGradient, sums);
    CentredBoxes box = buffers(); // It now holds the gradients by the middle and the spread.
    map.fillTransposedProduct(block.batch(), box.middle, weights(block.numbers()), box.centre);
    map.fillTransposedProduct(
        block.batch(), box.spread, new Rows(box.absoluteWeights, 0), box.radius);
    for (int i = 0; i < block.batch() * sizes.inputs(); i++) {
      inputGradient.lower()[i] = (box.centre[i] - box.radius[i]) / 2;
      inputGradient.upper()[i] = (box.centre[i] + box.radius[i]) / 2;
    }
  }

  @Override
  public final void boundsSlotGradient(BoundsBlock block, Bounds outputGradient, float[] sums) {
    CentredBoxes box = buffers();
    centre(block, box);
    box.absoluteWeights(block.numbers());
    for (int k = 0; k < block.batch() * sizes.outputs(); k++) {
      box.middle[k] = outputGradient.upper()[k] + outputGradient.lower()[k];
      box.spread[k] = outputGradient.upper()[k] - outputGradient.lower()[k];
    }
    addBiasGradient(block.batch(), box.middle, sums);
    map.addWeightGradient(block.batch(), box.middle, box.centre, weights(sums));
    addRadiusGradient(block, box, sums);
  }

  /** Adds {@code sign(W) (spread^T radius)} to the gradient by W. */
  private void addRadiusGradient(BoundsBlock block, CentredBoxes box, float[] sums) {
    Arrays.fill(box.absoluteGradient, 0f);
    map.addWeightGradient(block.batch(), box.spread, box.radius, new Rows(box.absoluteGradient, 0));
    float[] numbers = block.numbers();
    int at = rows.weights().at();
    for (int i = 0; i < box.absoluteGradient.length; i++) {
      sums[at + i] += withSignOf(numbers[at + i], box.absoluteGradient[i]);
    }
  }

  /** {@code sign(w) x}, without a branch that depends on the sign. */
  private static float withSignOf(float w, float x) {
    return w == 0 ? 0 : Math.copySign(1, w) * x;
  }

  /**
   * Coefficients A of outputs become A W of inputs. Taken off the constants are: how far each float
   * output can lie from the real one, which A weighs, and how far the float product A W can lie
   * from the real one. That is at most gamma |A| |W| times the reach of the inputs, and half of the
   * smallest float for each product that underflows, however small A is.
   */
  @Override
  public final void linear(BoundsBlock block, LinearBounds outputs, LinearBounds inputs) {
    Losses losses = losses(block);
    int count = outputs.rows();
    threads.forEachPart(
        new Range(0, count),
        (long) count * outputs.size(),
        range -> constants(block, range, losses, outputs, inputs));
    map.fillTransposedProduct(
        count, outputs.coefficients(), weights(block.numbers()), inputs.coefficients());
  }

  private void constants(
      BoundsBlock block, Range range, Losses losses, LinearBounds outputs, LinearBounds inputs) {
    int size = outputs.size();
    float[] biases = biases(block.numbers());
    for (int row = range.from(); row < range.to(); row++) {
      int example = outputs.examples()[row];
      double sum = outputs.constants()[row];
      double absolute = Math.abs(sum);
      double lost = losses.underflows()[example];
      for (int k = 0; k < size; k++) {
        double coefficient = outputs.coefficients()[row * size + k];
        double term = coefficient * biases[k];
        sum += term;
        absolute += Math.abs(term);
        lost += Math.abs(coefficient) * losses.errors()[example * size + k];
      }
      inputs.constants()[row] = outputs.lowered(sum - lost, absolute + lost);
    }
  }

  /** The gradient of {@code A W} and of {@code A b}. */
  @Override
  public final void linearGradient(BoundsBlock block, LinesGradient gradient, float[] sums) {
    LinearBounds outputs = gradient.outputs();
    int count = outputs.rows();
    int plane = plane();
    float[] biases = biases(block.numbers());
    float[] byOutputs = gradient.byOutputs().coefficients();
    float[] byProduct = gradient.byInputs().coefficients();
    map.addProduct(count, byProduct, weights(block.numbers()), byOutputs);
    map.addWeightGradient(count, outputs.coefficients(), byProduct, weights(sums));
    for (int row = 0; row < count; row++) {
      float byConstant = (float) gradient.byInputs().constants()[row];
      gradient.byOutputs().constants()[row] = byConstant;
      int at = row * outputs.size();
      for (int k = 0; k < outputs.size(); k++) {
        byOutputs[at + k] += byConstant * biases[k];
      }
      for (int run = 0; run < rows.rows(); run++) {
        int bias = rows.bias().at() + run;
        for (int k = run * plane; k < (run + 1) * plane; k++) {
          sums[bias] += byConstant * outputs.coefficients()[at + k];
        }
      }
    }
  }

  @Override
  public final void project(BoundsBlock block, Projections inputs, Projections outputs) {
    outputs(block.numbers(), block.batch(), inputs.centres(), outputs.centres());
    map.addProduct(
        block.batch() * inputs.count(), inputs.sums(), weights(block.numbers()), outputs.sums());
  }

  @Override
  public final void projectGradient(BoundsBlock block, ProjectionsGradient gradient, float[] sums) {
    int batch = block.batch();
    int count = batch * gradient.inputs().count();
    Rows weights = weights(block.numbers());
    float[] byCentres = gradient.byOutputs().centres();
    float[] bySums = gradient.byOutputs().sums();
    addBiasGradient(batch, byCentres, sums);
    map.addWeightGradient(batch, byCentres, gradient.inputs().centres(), weights(sums));
    map.addWeightGradient(count, bySums, gradient.inputs().sums(), weights(sums));
    map.fillTransposedProduct(batch, byCentres, weights, gradient.byInputs().centres());
    map.fillTransposedProduct(count, bySums, weights, gradient.byInputs().sums());
  }

  /** The bias of each output of an example. */
  private float[] biases(float[] numbers) {
    int plane = plane();
    float[] biases = new float[sizes.outputs()];
    for (int run = 0; run < rows.rows(); run++) {
      Arrays.fill(biases, run * plane, (run + 1) * plane, rows.bias(numbers, run));
    }
    return biases;
  }

  /**
   * What lines lose to roundings.
   *
   * @param errors for each unit of a coefficient of each output, {@code double[batch * outputs]}
   * @param underflows for each line, whatever its coefficients, {@code double[batch]}
   */
  private record Losses(double[] errors, double[] underflows) {}

  private Losses losses(BoundsBlock block) {
    CentredBoxes box = buffers();
    FloatSums outputSums = new FloatSums(rows.terms() + 1);
    FloatSums coefficientSums = new FloatSums(sizes.outputs());
    double[] errors = new double[block.batch() * sizes.outputs()];
    double[] underflows = new double[block.batch()];
    float[] biases = biases(block.numbers());
    for (int b = 0; b < block.batch(); b++) {
      double reach = 0;
      for (int i = b * sizes.inputs(); i < (b + 1) * sizes.inputs(); i++) {
        reach += box.reach[i];
      }
      underflows[b] = sizes.outputs() * (double) Float.MIN_VALUE * reach;
      for (int k = 0; k < sizes.outputs(); k++) {
        int at = b * sizes.outputs() + k;
        double absolute = outputSums.atMost(box.absolute[at]);
        double bias = Math.abs(biases[k]);
        errors[at] = outputSums.error(absolute + bias) + coefficientSums.error(absolute);
      }
    }
    return new Losses(errors, underflows);
  }

  private CentredBoxes buffers() {
    if (buffers == null) {
      buffers = new CentredBoxes(sizes, rows);
    }
    return buffers;
  }
}

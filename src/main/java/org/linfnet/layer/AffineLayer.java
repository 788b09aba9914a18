package org.linfnet.layer;

import java.util.Arrays;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.MatrixProducts;
import org.linfnet.kernel.MatrixProducts.Sizes;
import org.linfnet.kernel.Rows;

/**
 * An affine map, {@code y = W x + b}.
 *
 * @param inputs the shape of x, which is taken as a vector
 * @param outputs the shape of y, a vector
 * @param rows W, {@code float[outputs * inputs]}, row-major, and b, {@code float[outputs]}
 */
public record AffineLayer(Shape inputs, Shape outputs, WeightRows rows) implements LinearLayer {

  /** The kind, {@code {kind = affine, outputs = 128, start = normal}}. */
  static final LayerKind KIND =
      new LayerKind("affine", WeightRows.options("outputs"), AffineLayer::of);

  private static final long serialVersionUID = 2;

  private static AffineLayer of(LayerOptions options, Shape inputs, SlotPlaces slots) {
    int outputs = options.outputs();
    return new AffineLayer(
        inputs, Shape.vector(outputs), WeightRows.placed(options, slots, outputs, inputs.size()));
  }

  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    double[] reach = new double[inputs.size()];
    Arrays.setAll(reach, i -> Math.max(Math.abs(input.lower()[i]), Math.abs(input.upper()[i])));
    return rows.roundingError(numbers, reach);
  }

  @Override
  public <V> V formula(Operations<V> operations, float[] numbers, V x) {
    V products = operations.products(x, WeightMatrix.in(numbers, weights(), outputs.size()));
    return operations.plus(products, bias().of(numbers));
  }

  @Override
  public LayerPass pass(Kernels kernels, int capacity) {
    return new Pass(this, kernels, capacity);
  }

  /**
   * Adds bounds of leads: the difference of two rows of W, at the end of the box where it is least
   * (arXiv 1810.12715, section 3). So what two outputs have in common is not lost.
   */
  private static final class Pass extends LinearPass {

    private final AffineLayer layer;

    Pass(AffineLayer layer, Kernels kernels, int capacity) {
      super(
          new LinearPass.Sizes(layer.inputs.size(), layer.outputs.size(), capacity),
          layer.rows,
          new Products(kernels.products(), layer.inputs.size(), layer.outputs.size()),
          kernels.threads());
      this.layer = layer;
    }

    @Override
    public void leads(BoundsBlock block, Leads leads) {
      double[] allowances = new double[leads.count()];
      for (int b = 0; b < block.batch(); b++) {
        for (int j = 0; j < leads.count(); j++) {
          allowances[j] = allowance(block, b, j);
        }
        int own = leads.classes()[b];
        for (int j = 0; j < leads.count(); j++) {
          leads.values()[b * leads.count() + j] =
              j == own ? 0 : lead(block, b, own, j) - allowances[own] - allowances[j];
        }
      }
    }

    /** How far a float output can lie from the real one at any point of the box. */
    private double allowance(BoundsBlock block, int example, int row) {
      int n = layer.inputs.size();
      int weightAt = layer.weights().at() + row * n;
      double absolute = Math.abs(layer.rows.bias(block.numbers(), row));
      for (int i = 0; i < n; i++) {
        float lower = Math.abs(block.input().lower()[example * n + i]);
        float upper = Math.abs(block.input().upper()[example * n + i]);
        absolute += Math.abs((double) block.numbers()[weightAt + i]) * Math.max(lower, upper);
      }
      FloatSums sums = new FloatSums(n + 1);
      return sums.error(sums.atMostInDouble(absolute)) * FloatSums.SLACK;
    }

    /** A bound of the lead in real arithmetic, rounded down. */
    private double lead(BoundsBlock block, int example, int own, int other) {
      int n = layer.inputs.size();
      float[] numbers = block.numbers();
      int ownAt = layer.weights().at() + own * n;
      int otherAt = layer.weights().at() + other * n;
      double bias = (double) layer.rows.bias(numbers, own) - layer.rows.bias(numbers, other);
      double sum = bias;
      double absolute = Math.abs(bias);
      for (int i = 0; i < n; i++) {
        double weight = (double) numbers[ownAt + i] - numbers[otherAt + i];
        float[] end = weight > 0 ? block.input().lower() : block.input().upper();
        double product = weight * end[example * n + i];
        sum += product;
        absolute += Math.abs(product);
      }
      // The differences, products and sums round in double, and so do the two differences with the
      // allowances: by less than this, whose factor 2 also covers the roundings of the absolute
      // sum.
      double least = sum - absolute * (n + 6) * 0x1p-52;
      return Double.isNaN(least) ? Double.NEGATIVE_INFINITY : Math.nextDown(least);
    }

    @Override
    public void leadsGradient(
        BoundsBlock block, Leads leads, float[] leadGradient, Bounds inputGradient, float[] sums) {
      int n = layer.inputs.size();
      Arrays.fill(inputGradient.lower(), 0, block.batch() * n, 0f);
      Arrays.fill(inputGradient.upper(), 0, block.batch() * n, 0f);
      for (int b = 0; b < block.batch(); b++) {
        for (int j = 0; j < leads.count(); j++) {
          float gradient = leadGradient[b * leads.count() + j];
          if (j != leads.classes()[b] && gradient != 0) {
            addLeadGradient(
                block, new Pair(b, leads.classes()[b], j), gradient, inputGradient, sums);
          }
        }
      }
    }

    /** One lead: of the class of an example over another. */
    private record Pair(int example, int own, int other) {}

    private void addLeadGradient(
        BoundsBlock block, Pair pair, float gradient, Bounds inputGradient, float[] sums) {
      int n = layer.inputs.size();
      int at = pair.example() * n;
      int ownAt = layer.weights().at() + pair.own() * n;
      int otherAt = layer.weights().at() + pair.other() * n;
      for (int i = 0; i < n; i++) {
        float weight = block.numbers()[ownAt + i] - block.numbers()[otherAt + i];
        boolean atLower = weight > 0;
        float[] end = atLower ? block.input().lower() : block.input().upper();
        float[] endGradient = atLower ? inputGradient.lower() : inputGradient.upper();
        endGradient[at + i] += gradient * weight;
        sums[ownAt + i] += gradient * end[at + i];
        sums[otherAt + i] -= gradient * end[at + i];
      }
      sums[layer.bias().at() + pair.own()] += gradient;
      sums[layer.bias().at() + pair.other()] -= gradient;
    }
  }

  /** The products of a matrix as it is stored. */
  private record Products(MatrixProducts products, int inputs, int outputs) implements LinearMap {

    @Override
    public void addProduct(int batch, float[] x, Rows weights, float[] y) {
      products.addTimesTransposed(
          new Sizes(batch, outputs, inputs), new Rows(x, 0), weights, new Rows(y, 0));
    }

    @Override
    public void fillTransposedProduct(int batch, float[] g, Rows weights, float[] x) {
      Arrays.fill(x, 0, batch * inputs, 0f);
      products.addTimes(new Sizes(batch, inputs, outputs), new Rows(g, 0), weights, new Rows(x, 0));
    }

    @Override
    public void addWeightGradient(int batch, float[] g, float[] x, Rows gradient) {
      products.addTransposedTimes(
          new Sizes(outputs, inputs, batch), new Rows(g, 0), new Rows(x, 0), gradient);
    }
  }
}

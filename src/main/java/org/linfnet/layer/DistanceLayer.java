package org.linfnet.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.IntervalBlock;
import org.linfnet.kernel.IntervalGradient;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.TiledDistances;

/**
 * Neurons that measure how far the input lies from their weights: {@code y_k = ||z - w_k||_p}, with
 * p = infinity in the finished network (arXiv 2102.05363, equation 4). By the triangle inequality a
 * distance moves no further than its input.
 *
 * @param inputs the shape of z, which is taken as a vector
 * @param outputs the shape of y, a vector
 * @param start how the weights start
 * @param weights {@code float[outputs * inputs]}, row-major
 */
public record DistanceLayer(Shape inputs, Shape outputs, Start start, Slot weights)
    implements NonexpansiveLayer {

  /** The kind, {@code {kind = distance, outputs = 256, start = identity}}. */
  static final LayerKind KIND =
      new LayerKind("distance", Set.of("outputs", "start"), DistanceLayer::of);

  /** What identity start puts on {@code w[k][k mod inputs]}. */
  public static final float IDENTITY_WEIGHT = -10f;

  private static final long serialVersionUID = 1;

  /** How weights start. */
  public enum Start {
    /** N(0, 1), since inputs have unit variance. */
    NORMAL,
    /**
     * N(0, 1), and {@code w[k][k mod inputs] = -10} in a layer with no fewer neurons than inputs,
     * so that each neuron begins as a copy of one input.
     */
    IDENTITY
  }

  static DistanceLayer of(LayerOptions options, Shape inputs, SlotPlaces slots) {
    Start start =
        options.choice(
            "start", Start.NORMAL, Map.of("normal", Start.NORMAL, "identity", Start.IDENTITY));
    int outputs = options.outputs();
    Slot weights =
        slots.trained(
            "weights",
            (long) outputs * inputs.size(),
            Slot.Update.decaying(new RowNormDecay(inputs.size())));
    return new DistanceLayer(inputs, Shape.vector(outputs), start, weights);
  }

  @Override
  public List<Slot> slots() {
    return List.of(weights);
  }

  @Override
  public void start(float[] numbers, Random random) {
    for (int i = weights.at(); i < weights.end(); i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    if (start == Start.IDENTITY && inputs.size() <= outputs.size()) {
      for (int k = 0; k < outputs.size(); k++) {
        numbers[weights.at() + k * inputs.size() + k % inputs.size()] = IDENTITY_WEIGHT;
      }
    }
  }

  /** Only the subtraction rounds, to half an ulp of a value no larger than the upper bound. */
  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    return Math.ulp(output.largest(outputs.size())) / 2.0;
  }

  @Override
  public <V> V formula(Operations<V> operations, float[] numbers, V x) {
    return operations.distances(x, WeightMatrix.in(numbers, weights, outputs.size()));
  }

  @Override
  public LayerPass pass(Kernels kernels, int capacity) {
    return new Pass(this, kernels);
  }

  private static final class Pass implements LayerPass {

    private final DistanceLayer layer;
    private final TiledDistances kernels;

    Pass(DistanceLayer layer, Kernels kernels) {
      this.layer = layer;
      this.kernels = new TiledDistances(kernels.distances(), kernels.threads());
    }

    @Override
    public void forward(LayerBlock block) {
      DistanceBlock distances = layer.block(block);
      float p = block.step().p();
      if (Float.isInfinite(p)) {
        kernels.infinityForward(distances);
      } else {
        kernels.powerForward(distances, p);
      }
    }

    @Override
    public void inputGradient(LayerBlock block, float[] outputGradient, float[] inputGradient) {
      float p = block.step().p();
      Rows gradientY = new Rows(outputGradient, 0);
      Rows gradientZ = cleared(block, inputGradient);
      if (Float.isInfinite(p)) {
        kernels.infinityInputGradient(layer.block(block), gradientY, gradientZ);
      } else {
        kernels.powerInputGradient(layer.block(block), p, gradientY, gradientZ);
      }
    }

    @Override
    public void slotGradient(LayerBlock block, float[] outputGradient, float[] sums) {
      float p = block.step().p();
      Rows gradientY = new Rows(outputGradient, 0);
      Rows gradientW = new Rows(sums, layer.weights.at());
      if (Float.isInfinite(p)) {
        kernels.infinityWeightGradient(layer.block(block), gradientY, gradientW);
      } else {
        kernels.powerWeightGradient(layer.block(block), p, gradientY, gradientW);
      }
    }

    @Override
    public void backward(
        LayerBlock block, float[] outputGradient, float[] inputGradient, float[] sums) {
      float p = block.step().p();
      if (Float.isInfinite(p)) {
        inputGradient(block, outputGradient, inputGradient);
        slotGradient(block, outputGradient, sums);
        return;
      }
      Rows gradientY = new Rows(outputGradient, 0);
      Rows gradientZ = cleared(block, inputGradient);
      Rows gradientW = new Rows(sums, layer.weights.at());
      kernels.powerBackward(layer.block(block), p, gradientY, gradientZ, gradientW);
    }

    @Override
    public void bounds(BoundsBlock block) {
      kernels.intervalBounds(layer.intervals(block));
    }

    @Override
    public void boundsGradient(
        BoundsBlock block, Bounds outputGradient, Bounds inputGradient, float[] sums) {
      int count = block.batch() * layer.inputs.size();
      Arrays.fill(inputGradient.lower(), 0, count, 0f);
      Arrays.fill(inputGradient.upper(), 0, count, 0f);
      IntervalGradient gradient =
          new IntervalGradient(
              new Rows(inputGradient.lower(), 0),
              new Rows(inputGradient.upper(), 0),
              new Rows(sums, layer.weights.at()));
      gradient.add(
          layer.intervals(block),
          new Rows(outputGradient.lower(), 0),
          new Rows(outputGradient.upper(), 0));
    }

    private Rows cleared(LayerBlock block, float[] inputGradient) {
      Arrays.fill(inputGradient, 0, block.batch() * layer.inputs.size(), 0f);
      return new Rows(inputGradient, 0);
    }
  }

  /** A block of examples as kernels take it. */
  DistanceBlock block(LayerBlock block) {
    return new DistanceBlock(
        shape(block.batch()),
        new Rows(block.input(), 0),
        new Rows(block.numbers(), weights.at()),
        new Rows(block.output(), 0));
  }

  /** A block of boxes as kernels take it. */
  IntervalBlock intervals(BoundsBlock block) {
    return new IntervalBlock(
        shape(block.batch()),
        new Rows(block.input().lower(), 0),
        new Rows(block.input().upper(), 0),
        new Rows(block.numbers(), weights.at()),
        new Rows(block.output().lower(), 0),
        new Rows(block.output().upper(), 0));
  }

  private BlockShape shape(int batch) {
    return new BlockShape(batch, outputs.size(), inputs.size());
  }
}

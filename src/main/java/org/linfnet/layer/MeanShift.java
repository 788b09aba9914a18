package org.linfnet.layer;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.Range;
import org.linfnet.kernel.Threads;

/**
 * Takes a mean away from each unit: {@code y_k - m_k}. In the finished network {@code m_k} is
 * fixed, so a shift leaves distances between examples as they are.
 *
 * @param inputs the shape of the units
 * @param source which means training takes away
 * @param means the running means, {@code float[units]}
 */
public record MeanShift(Shape inputs, Source source, Slot means) implements NonexpansiveLayer {

  /** The kind, {@code {kind = mean-shift, mean = batch}}. */
  static final LayerKind KIND = new LayerKind("mean-shift", Set.of("mean"), MeanShift::of);

  private static final long serialVersionUID = 1;

  /** Which means training takes away. */
  public enum Source {
    /** The means of the batch, which couples its examples. */
    BATCH,
    /**
     * The running means of the steps before, with no gradient through them, as in the finished
     * network. The examples of a batch stay independent.
     */
    RUNNING
  }

  private static MeanShift of(LayerOptions options, Shape inputs, SlotPlaces slots) {
    Source source =
        options.choice(
            "mean", Source.BATCH, Map.of("batch", Source.BATCH, "running", Source.RUNNING));
    return new MeanShift(inputs, source, slots.running("means", inputs.size()));
  }

  @Override
  public Shape outputs() {
    return inputs;
  }

  @Override
  public List<Slot> slots() {
    return List.of(means);
  }

  @Override
  public void start(float[] numbers, Random random) {
    // Running means start at 0.
  }

  /** One subtraction rounds. */
  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    return Math.ulp(output.largest(inputs.size())) / 2.0;
  }

  @Override
  public <V> V formula(Operations<V> operations, float[] numbers, V x) {
    float[] amounts = means.of(numbers);
    for (int k = 0; k < amounts.length; k++) {
      amounts[k] = -amounts[k];
    }
    return operations.plus(x, amounts);
  }

  @Override
  public LayerPass pass(Kernels kernels, int capacity) {
    return new Pass(this, kernels.threads());
  }

  private boolean takesBatchMeans(Step step) {
    return switch (step.phase()) {
      case TRAINING -> source == Source.BATCH;
      case REFITTING -> true;
      case SCORING -> false;
    };
  }

  private static final class Pass implements LayerPass {

    private final MeanShift layer;
    private final Threads threads;
    private final int units;
    private final float[] batchMeans;

    Pass(MeanShift layer, Threads threads) {
      this.layer = layer;
      this.threads = threads;
      this.units = layer.inputs.size();
      this.batchMeans = new float[units];
    }

    @Override
    public void forward(LayerBlock block) {
      if (layer.takesBatchMeans(block.step())) {
        mean(block.input(), block.batch());
        subtract(block.input(), batchMeans, 0, block.output(), block.batch());
      } else {
        subtract(block.input(), block.numbers(), layer.means.at(), block.output(), block.batch());
      }
    }

    @Override
    public void inputGradient(LayerBlock block, float[] outputGradient, float[] inputGradient) {
      if (layer.takesBatchMeans(block.step())) {
        mean(outputGradient, block.batch());
        subtract(outputGradient, batchMeans, 0, inputGradient, block.batch());
      } else {
        System.arraycopy(outputGradient, 0, inputGradient, 0, block.batch() * units);
      }
    }

    @Override
    public void statistics(LayerBlock block, float[] sums) {
      mean(block.input(), block.batch());
      for (int k = 0; k < units; k++) {
        sums[layer.means.at() + k] += batchMeans[k] * block.batch();
      }
    }

    @Override
    public void bounds(BoundsBlock block) {
      Bounds input = block.input();
      Bounds output = block.output();
      float[] numbers = block.numbers();
      subtract(input.lower(), numbers, layer.means.at(), output.lower(), block.batch());
      subtract(input.upper(), numbers, layer.means.at(), output.upper(), block.batch());
    }

    @Override
    public void boundsGradient(
        BoundsBlock block, Bounds outputGradient, Bounds inputGradient, float[] sums) {
      int count = block.batch() * units;
      System.arraycopy(outputGradient.lower(), 0, inputGradient.lower(), 0, count);
      System.arraycopy(outputGradient.upper(), 0, inputGradient.upper(), 0, count);
    }

    /** Sets the means of each unit over the batch. */
    private void mean(float[] values, int batch) {
      forEachUnits(batch, range -> mean(values, batch, range));
    }

    private void mean(float[] values, int batch, Range range) {
      Arrays.fill(batchMeans, range.from(), range.to(), 0f);
      for (int b = 0; b < batch; b++) {
        for (int k = range.from(); k < range.to(); k++) {
          batchMeans[k] += values[b * units + k];
        }
      }
      for (int k = range.from(); k < range.to(); k++) {
        batchMeans[k] /= batch;
      }
    }

    private void subtract(float[] values, float[] mean, int meanAt, float[] shifted, int batch) {
      forEachUnits(
          batch,
          range -> {
            for (int b = 0; b < batch; b++) {
              for (int k = range.from(); k < range.to(); k++) {
                shifted[b * units + k] = values[b * units + k] - mean[meanAt + k];
              }
            }
          });
    }

    private void forEachUnits(int batch, Consumer<Range> task) {
      threads.forEachPart(new Range(0, units), (long) batch * units, task);
    }
  }
}

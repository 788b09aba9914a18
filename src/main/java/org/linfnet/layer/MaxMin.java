package org.linfnet.layer;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.linfnet.InvalidInputException;
import org.linfnet.kernel.Kernels;

/**
 * Sorts channels in pairs: {@code (a, b)} becomes {@code (max(a, b), min(a, b))} (GroupSort with
 * groups of two, arXiv 1811.05381). Nothing rounds, and neither moves further than the larger move
 * of the two.
 *
 * @param inputs the shape of an example; the number of channels is even
 */
record MaxMin(Shape inputs) implements NonexpansiveLayer {

  /** The kind, {@code max-min}. */
  static final LayerKind KIND = new LayerKind("max-min", Set.of(), MaxMin::of);

  private static final long serialVersionUID = 1;

  private static MaxMin of(LayerOptions options, Shape inputs, SlotPlaces slots) {
    if (inputs.channels() % 2 != 0) {
      throw new InvalidInputException(
          "%s (max-min): %d channels cannot be paired; give the layer before an even number"
              .formatted(options.place(), inputs.channels()));
    }
    return new MaxMin(inputs);
  }

  @Override
  public Shape outputs() {
    return inputs;
  }

  @Override
  public List<Slot> slots() {
    return List.of();
  }

  @Override
  public void start(float[] numbers, Random random) {
    // There are no numbers.
  }

  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    return 0;
  }

  @Override
  public <V> V formula(Operations<V> operations, float[] numbers, V x) {
    int plane = inputs.height() * inputs.width();
    int half = inputs.size() / 2;
    int[] firsts = new int[half];
    int[] seconds = new int[half];
    int[] sorted = new int[inputs.size()];
    for (int pair = 0; pair < half; pair++) {
      firsts[pair] = pair / plane * 2 * plane + pair % plane;
      seconds[pair] = firsts[pair] + plane;
      sorted[firsts[pair]] = pair;
      sorted[seconds[pair]] = half + pair;
    }
    V first = operations.pick(x, firsts);
    V second = operations.pick(x, seconds);
    V both = operations.joined(operations.larger(first, second), operations.smaller(first, second));
    return operations.pick(both, sorted);
  }

  @Override
  public LayerPass pass(Kernels kernels, int capacity) {
    return new Pass(inputs.size(), inputs.height() * inputs.width());
  }

  /**
   * @param size the values of an example
   * @param plane the values of a channel; a pair's second value is this far behind its first
   */
  private record Pass(int size, int plane) implements LayerPass {

    @FunctionalInterface
    private interface PairAction {
      void accept(int first, int second);
    }

    @Override
    public void forward(LayerBlock block) {
      sort(block.batch(), block.input(), block.output());
    }

    @Override
    public void inputGradient(LayerBlock block, float[] outputGradient, float[] inputGradient) {
      unsort(block.batch(), block.input(), outputGradient, inputGradient);
    }

    /** Both outputs rise with both inputs, so the bounds are the outputs at the ends. */
    @Override
    public void bounds(BoundsBlock block) {
      sort(block.batch(), block.input().lower(), block.output().lower());
      sort(block.batch(), block.input().upper(), block.output().upper());
    }

    @Override
    public void boundsGradient(
        BoundsBlock block, Bounds outputGradient, Bounds inputGradient, float[] sums) {
      Bounds input = block.input();
      unsort(block.batch(), input.lower(), outputGradient.lower(), inputGradient.lower());
      unsort(block.batch(), input.upper(), outputGradient.upper(), inputGradient.upper());
    }

    private void sort(int batch, float[] input, float[] output) {
      forEachPair(
          batch,
          (first, second) -> {
            output[first] = Math.max(input[first], input[second]);
            output[second] = Math.min(input[first], input[second]);
          });
    }

    /** Sends the gradient of each sorted value to the place that the value came from. */
    private void unsort(int batch, float[] input, float[] outputGradient, float[] inputGradient) {
      forEachPair(
          batch,
          (first, second) -> {
            boolean swapped = input[first] < input[second];
            inputGradient[first] = outputGradient[swapped ? second : first];
            inputGradient[second] = outputGradient[swapped ? first : second];
          });
    }

    private void forEachPair(int batch, PairAction action) {
      for (int pair = 0; pair < batch * size / 2; pair++) {
        int first = pair / plane * 2 * plane + pair % plane;
        action.accept(first, first + plane);
      }
    }
  }
}

package org.linfnet.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.IntervalGradient;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.SortedDifferences;
import org.linfnet.kernel.TiledDistances;

/**
 * Neurons of SortNet (arXiv 2210.01787): {@code y = sum_k a_k s_k}, where s_1 >= s_2 >= ... are the
 * {@value SortedDifferences#MOST} largest absolute differences between the input and a neuron's
 * weights. The shares a_k are {@code q (1 - q)^(k-1)}, scaled so that their sum is 1. Distances are
 * the case q = 1. No sorted difference moves further than the input, so y does not either.
 *
 * <p>Training sorts nothing. It takes the l_p distance over a random part of the inputs, each kept
 * with chance q, whose mean over the parts is the sorted sum at p = infinity (section 4.2). All
 * neurons of the layer and {@value #GROUP} examples share a part. Attacks that follow a finite p
 * take the distance over all inputs.
 *
 * @param distances the weights
 * @param keep q
 */
public record SortLayer(DistanceLayer distances, double keep) implements NonexpansiveLayer {

  /** The kind, {@code {kind = sort, outputs = 256, keep = 0.75, start = identity}}. */
  static final LayerKind KIND = new LayerKind("sort", options(), SortLayer::of);

  /** The examples that share the part of the inputs that is kept. */
  static final int GROUP = 32;

  private static final long serialVersionUID = 1;
  private static final String KEEP = "keep";
  private static final double USUAL = 0.75;

  private static Set<String> options() {
    Set<String> options = new HashSet<>(DistanceLayer.KIND.options());
    options.add(KEEP);
    return Set.copyOf(options);
  }

  private static SortLayer of(LayerOptions options, Shape inputs, SlotPlaces slots) {
    double keep = options.number(KEEP, USUAL, 0.01, 1);
    return new SortLayer(DistanceLayer.of(options, inputs, slots), keep);
  }

  @Override
  public Shape inputs() {
    return distances.inputs();
  }

  @Override
  public Shape outputs() {
    return distances.outputs();
  }

  @Override
  public List<Slot> slots() {
    return distances.slots();
  }

  @Override
  public void start(float[] numbers, Random random) {
    distances.start(numbers, random);
  }

  /**
   * Each difference rounds to half an ulp of the largest, and the sum in double to half an ulp of
   * what is no larger.
   */
  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    float largest = 0;
    int n = inputs().size();
    for (int at = 0; at < distances.weights().length(); at++) {
      float w = numbers[distances.weights().at() + at];
      float below = Math.abs(input.lower()[at % n] - w);
      largest = Math.max(largest, Math.max(below, Math.abs(input.upper()[at % n] - w)));
    }
    return Math.ulp(largest) * (1 + 0x1p-20);
  }

  @Override
  public <V> V formula(Operations<V> operations, float[] numbers, V x) {
    return operations.sortedDifferences(
        x,
        WeightMatrix.in(numbers, distances.weights(), outputs().size()),
        SortedDifferences.shares(keep, inputs().size()));
  }

  @Override
  public LayerPass pass(Kernels kernels, int capacity) {
    return new Pass(this, kernels, capacity);
  }

  /**
   * The inputs that a group of examples keeps in a step of training, ascending; at least one.
   *
   * @param group the number of the group in its block
   */
  int[] kept(Step step, int group) {
    int inputs = inputs().size();
    Random random = step.random().at(distances.weights().at(), group).random();
    int[] kept = new int[inputs];
    int count = 0;
    for (int i = 0; i < inputs; i++) {
      if (random.nextDouble() < keep) {
        kept[count++] = i;
      }
    }
    return count == 0 ? new int[] {random.nextInt(inputs)} : Arrays.copyOf(kept, count);
  }

  private static final class Pass implements LayerPass {

    private final SortLayer layer;
    private final Kernels kernels;
    private final LayerPass whole;
    private final SortedDifferences sorted;
    private final List<Part> parts = new ArrayList<>();
    private final Room room = new Room();

    Pass(SortLayer layer, Kernels kernels, int capacity) {
      this.layer = layer;
      this.kernels = kernels;
      this.whole = layer.distances.pass(kernels, capacity);
      this.sorted = new SortedDifferences(layer.keep, layer.inputs().size(), kernels.threads());
    }

    private static boolean isTraining(LayerBlock block) {
      return block.step().phase() == Step.Phase.TRAINING;
    }

    private static boolean isSorted(LayerBlock block) {
      return !isTraining(block) && Float.isInfinite(block.step().p());
    }

    @Override
    public void forward(LayerBlock block) {
      if (isTraining(block)) {
        int groups = (block.batch() + GROUP - 1) / GROUP;
        while (parts.size() < groups) {
          parts.add(new Part(layer, kernels, room));
        }
        for (int group = 0; group < groups; group++) {
          parts.get(group).forward(block, group);
        }
      } else if (isSorted(block)) {
        sorted.forward(layer.distances.block(block));
      } else {
        whole.forward(block);
      }
    }

    @Override
    public void inputGradient(LayerBlock block, float[] outputGradient, float[] inputGradient) {
      if (isTraining(block)) {
        clear(block, inputGradient);
        forEachPart(block, part -> part.addInputGradient(block, outputGradient, inputGradient));
      } else if (isSorted(block)) {
        clear(block, inputGradient);
        sorted.addInputGradient(
            layer.distances.block(block), new Rows(outputGradient, 0), new Rows(inputGradient, 0));
      } else {
        whole.inputGradient(block, outputGradient, inputGradient);
      }
    }

    @Override
    public void slotGradient(LayerBlock block, float[] outputGradient, float[] sums) {
      if (isTraining(block)) {
        forEachPart(block, part -> part.addWeightGradient(block, outputGradient, sums));
      } else if (isSorted(block)) {
        sorted.addWeightGradient(
            layer.distances.block(block), new Rows(outputGradient, 0), new Rows(sums, weightsAt()));
      } else {
        whole.slotGradient(block, outputGradient, sums);
      }
    }

    private void forEachPart(LayerBlock block, Consumer<Part> task) {
      parts.subList(0, (block.batch() + GROUP - 1) / GROUP).forEach(task);
    }

    private void clear(LayerBlock block, float[] inputGradient) {
      Arrays.fill(inputGradient, 0, block.batch() * layer.inputs().size(), 0f);
    }

    @Override
    public void bounds(BoundsBlock block) {
      sorted.bounds(layer.distances.intervals(block));
    }

    @Override
    public void boundsGradient(
        BoundsBlock block, Bounds outputGradient, Bounds inputGradient, float[] sums) {
      int count = block.batch() * layer.inputs().size();
      Arrays.fill(inputGradient.lower(), 0, count, 0f);
      Arrays.fill(inputGradient.upper(), 0, count, 0f);
      sorted.addBoundsGradient(
          layer.distances.intervals(block),
          new Rows(outputGradient.lower(), 0),
          new Rows(outputGradient.upper(), 0),
          new IntervalGradient(
              new Rows(inputGradient.lower(), 0),
              new Rows(inputGradient.upper(), 0),
              new Rows(sums, weightsAt())));
    }

    private int weightsAt() {
      return layer.distances.weights().at();
    }
  }

  /** Room for columns of one group of examples at a time. */
  private static final class Room {

    private float[] weights = new float[0];
    private float[] gradient = new float[0];

    float[] weights(int count) {
      weights = atLeast(weights, count);
      return weights;
    }

    /** Zeros, for the gradient by inputs or by weights. */
    float[] gradient(int count) {
      gradient = atLeast(gradient, count);
      Arrays.fill(gradient, 0, count, 0f);
      return gradient;
    }
  }

  private static float[] atLeast(float[] room, int length) {
    return room.length < length ? new float[length] : room;
  }

  /**
   * One group of examples over the inputs that it keeps, copied together. The weights of all groups
   * would take much memory, so a gradient that needs them copies them again.
   */
  private static final class Part {

    private final SortLayer layer;
    private final TiledDistances kernels;
    private final Room room;
    private float[] inputs = new float[0];
    private float[] distances = new float[0];
    private int[] kept = new int[0];
    private int first;
    private int examples;
    private float p;

    Part(SortLayer layer, Kernels kernels, Room room) {
      this.layer = layer;
      this.kernels = new TiledDistances(kernels.distances(), kernels.threads());
      this.room = room;
    }

    void forward(LayerBlock whole, int group) {
      int outputs = layer.outputs().size();
      kept = layer.kept(whole.step(), group);
      first = group * GROUP;
      p = whole.step().p();
      examples = Math.min(GROUP, whole.batch() - first);
      inputs = atLeast(inputs, examples * kept.length);
      distances = atLeast(distances, examples * outputs);
      gather(new Rows(whole.input(), first * layer.inputs().size()), examples, inputs);
      DistanceBlock block = block(gatheredWeights(whole));
      if (Float.isInfinite(p)) {
        kernels.infinityForward(block);
      } else {
        kernels.powerForward(block, p);
      }
      System.arraycopy(distances, 0, whole.output(), first * outputs, examples * outputs);
    }

    private DistanceBlock block(float[] keptWeights) {
      return new DistanceBlock(
          new BlockShape(examples, layer.outputs().size(), kept.length),
          new Rows(inputs, 0),
          new Rows(keptWeights, 0),
          new Rows(distances, 0));
    }

    private float[] gatheredWeights(LayerBlock whole) {
      int outputs = layer.outputs().size();
      float[] columns = room.weights(outputs * kept.length);
      gather(new Rows(whole.numbers(), layer.distances.weights().at()), outputs, columns);
      return columns;
    }

    /** The block of the forward pass, with weights only where a gradient reads them. */
    private DistanceBlock blockOfGradient(LayerBlock whole) {
      boolean reads = Float.isInfinite(p) || !kernels.keepsDerivatives();
      return block(
          reads ? gatheredWeights(whole) : room.weights(layer.outputs().size() * kept.length));
    }

    void addInputGradient(LayerBlock whole, float[] outputGradient, float[] inputGradient) {
      DistanceBlock block = blockOfGradient(whole);
      Rows ofKept = new Rows(room.gradient(examples * kept.length), 0);
      if (Float.isInfinite(p)) {
        kernels.infinityInputGradient(block, ofOutputs(outputGradient), ofKept);
      } else {
        kernels.powerInputGradient(block, p, ofOutputs(outputGradient), ofKept);
      }
      addScattered(ofKept, examples, new Rows(inputGradient, first * layer.inputs().size()));
    }

    void addWeightGradient(LayerBlock whole, float[] outputGradient, float[] sums) {
      int outputs = layer.outputs().size();
      DistanceBlock block = blockOfGradient(whole);
      Rows ofKept = new Rows(room.gradient(outputs * kept.length), 0);
      if (Float.isInfinite(p)) {
        kernels.infinityWeightGradient(block, ofOutputs(outputGradient), ofKept);
      } else {
        kernels.powerWeightGradient(block, p, ofOutputs(outputGradient), ofKept);
      }
      addScattered(ofKept, outputs, new Rows(sums, layer.distances.weights().at()));
    }

    private Rows ofOutputs(float[] outputGradient) {
      return new Rows(outputGradient, first * layer.outputs().size());
    }

    /** Copies the kept columns of a matrix whose rows are as long as the layer has inputs. */
    private void gather(Rows matrix, int rows, float[] columns) {
      for (int row = 0; row < rows; row++) {
        int from = matrix.row(row, layer.inputs().size());
        for (int k = 0; k < kept.length; k++) {
          columns[row * kept.length + k] = matrix.values()[from + kept[k]];
        }
      }
    }

    private void addScattered(Rows columns, int rows, Rows matrix) {
      for (int row = 0; row < rows; row++) {
        int to = matrix.row(row, layer.inputs().size());
        for (int k = 0; k < kept.length; k++) {
          matrix.values()[to + kept[k]] += columns.values()[row * kept.length + k];
        }
      }
    }
  }
}

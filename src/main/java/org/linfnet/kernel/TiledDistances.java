package org.linfnet.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Distances of one layer and their gradients on several threads. A block is cut into tiles of some
 * examples and some neurons. What is added to an element of a gradient keeps the order that it has
 * in one call of {@link DistanceKernels}, so the bits are those of one call.
 *
 * <p>It keeps buffers, and the derivatives of its last {@link #powerForward}, so one pass uses it
 * at a time. A gradient is taken of the block that the last forward pass filled.
 */
public final class TiledDistances {

  private final DistanceKernels kernels;
  private final Threads threads;
  private final List<SparseDerivatives> derivatives = new ArrayList<>();
  private final TileCopies distances = new TileCopies();
  private final TileCopies gradients = new TileCopies();
  private Tiling tiling;
  private boolean derivativesKept;

  /** Distances by some kernels on some threads. */
  public TiledDistances(DistanceKernels kernels, Threads threads) {
    this.kernels = kernels;
    this.threads = threads;
    begin(new BlockShape(0, 1, 1));
  }

  private void begin(BlockShape shape) {
    if (tiling == null || !tiling.shape().equals(shape)) {
      tiling = Tiling.of(shape, threads.count());
      distances.begin(shape);
      gradients.begin(shape);
    }
  }

  /** {@link DistanceKernels#infinityForward}. */
  public void infinityForward(DistanceBlock block) {
    begin(block.shape());
    threads.forEach(
        tiling.forwardTiles(),
        t -> {
          kernels.infinityForward(forwardTile(block, t));
          distances.scatter(block.y(), tiling.examplesOf(t), tiling.neuronsOf(t));
        });
  }

  /** {@link DistanceKernels#infinityInputGradient}. */
  public void infinityInputGradient(DistanceBlock block, Rows gradientY, Rows gradientZ) {
    threads.forEach(
        tiling.examples().size(),
        i -> {
          Range examples = tiling.examples().get(i);
          Range neurons = tiling.allNeurons();
          kernels.infinityInputGradient(
              tile(block, examples, neurons),
              gradients.gathered(gradientY, examples, neurons),
              examples(block, gradientZ, examples));
        });
  }

  /** {@link DistanceKernels#infinityWeightGradient}. */
  public void infinityWeightGradient(DistanceBlock block, Rows gradientY, Rows gradientW) {
    threads.forEach(
        tiling.neurons().size(),
        j -> {
          Range examples = tiling.allExamples();
          Range neurons = tiling.neurons().get(j).range();
          kernels.infinityWeightGradient(
              tile(block, examples, neurons),
              gradients.gathered(gradientY, examples, neurons),
              neurons(block, gradientW, neurons));
        });
  }

  /**
   * {@link DistanceKernels#powerForward(DistanceBlock, float)}, which keeps the derivatives for the
   * gradients where few are significant.
   */
  public void powerForward(DistanceBlock block, float p) {
    begin(block.shape());
    int tiles = tiling.forwardTiles();
    while (derivatives.size() < tiles) {
      derivatives.add(new SparseDerivatives(0));
    }
    threads.forEach(tiles, t -> powerForward(block, p, t));
    List<SparseDerivatives> ofBlock = derivatives.subList(0, tiles);
    boolean few =
        ofBlock.stream().mapToLong(SparseDerivatives::wanted).sum() <= SparseDerivatives.MOST_TERMS;
    if (few) {
      threads.forEach(
          tiles,
          t -> {
            if (derivatives.get(t).makeRoom()) {
              powerForward(block, p, t);
            }
          });
    }
    derivativesKept = few && ofBlock.stream().allMatch(SparseDerivatives::isComplete);
  }

  /**
   * Whether the gradients of the last {@link #powerForward} are taken of its derivatives. They then
   * read the shape of their block and none of its numbers.
   */
  public boolean keepsDerivatives() {
    return derivativesKept;
  }

  private void powerForward(DistanceBlock block, float p, int t) {
    kernels.powerForward(forwardTile(block, t), p, derivatives.get(t));
    distances.scatter(block.y(), tiling.examplesOf(t), tiling.neuronsOf(t));
  }

  /** {@link DistanceKernels#powerInputGradient}. */
  public void powerInputGradient(DistanceBlock block, float p, Rows gradientY, Rows gradientZ) {
    if (derivativesKept) {
      gatherColumns(gradientY);
    }
    threads.forEach(
        tiling.examples().size(),
        i -> {
          Range examples = tiling.examples().get(i);
          Rows inputGradient = examples(block, gradientZ, examples);
          if (derivativesKept) {
            for (int c = 0; c < tiling.columns().size(); c++) {
              derivatives
                  .get(tiling.forwardTile(i, c))
                  .inputGradient(columnGradient(gradientY, i, c), inputGradient);
            }
          } else {
            Range neurons = tiling.allNeurons();
            kernels.powerInputGradient(
                tile(block, examples, neurons),
                p,
                gradients.gathered(gradientY, examples, neurons),
                inputGradient);
          }
        });
  }

  /** {@link DistanceKernels#powerWeightGradient}. */
  public void powerWeightGradient(DistanceBlock block, float p, Rows gradientY, Rows gradientW) {
    if (derivativesKept) {
      gatherColumns(gradientY);
    }
    threads.forEach(
        tiling.neurons().size(),
        j -> {
          if (derivativesKept) {
            keptWeightGradient(block, j, gradientY, gradientW);
          } else {
            Range examples = tiling.allExamples();
            Range neurons = tiling.neurons().get(j).range();
            kernels.powerWeightGradient(
                tile(block, examples, neurons),
                p,
                gradients.gathered(gradientY, examples, neurons),
                neurons(block, gradientW, neurons));
          }
        });
  }

  private void keptWeightGradient(DistanceBlock block, int j, Rows gradientY, Rows gradientW) {
    int c = tiling.neurons().get(j).column();
    Range column = tiling.columns().get(c);
    Range neurons = tiling.neurons().get(j).range().after(column.from());
    for (int i = 0; i < tiling.examples().size(); i++) {
      derivatives
          .get(tiling.forwardTile(i, c))
          .weightGradient(
              neurons, columnGradient(gradientY, i, c), neurons(block, gradientW, column));
    }
  }

  /** {@link DistanceKernels#powerBackward}. */
  public void powerBackward(
      DistanceBlock block, float p, Rows gradientY, Rows gradientZ, Rows gradientW) {
    if (derivativesKept) {
      gatherColumns(gradientY);
    }
    Pipeline.run(
        threads,
        tiling.examples().size(),
        tiling.neurons().size(),
        (i, j) -> {
          Range examples = tiling.examples().get(i);
          Range neurons = tiling.neurons().get(j).range();
          Rows inputGradient = examples(block, gradientZ, examples);
          if (derivativesKept) {
            int c = tiling.neurons().get(j).column();
            Range column = tiling.columns().get(c);
            derivatives
                .get(tiling.forwardTile(i, c))
                .backward(
                    neurons.after(column.from()),
                    columnGradient(gradientY, i, c),
                    inputGradient,
                    neurons(block, gradientW, column));
          } else {
            kernels.powerBackward(
                tile(block, examples, neurons),
                p,
                gradients.gathered(gradientY, examples, neurons),
                inputGradient,
                neurons(block, gradientW, neurons));
          }
        });
  }

  /** {@link DistanceKernels#intervalBounds}. */
  public void intervalBounds(IntervalBlock block) {
    begin(block.shape());
    int inputs = block.shape().inputs();
    int outputs = block.shape().outputs();
    threads.forEach(
        tiling.examples().size(),
        i -> {
          Range examples = tiling.examples().get(i);
          kernels.intervalBounds(
              new IntervalBlock(
                  new BlockShape(examples.length(), outputs, inputs),
                  rowsFrom(block.lower(), examples.from(), inputs),
                  rowsFrom(block.upper(), examples.from(), inputs),
                  block.w(),
                  rowsFrom(block.yLower(), examples.from(), outputs),
                  rowsFrom(block.yUpper(), examples.from(), outputs)));
        });
  }

  /** Gathers what {@link #columnGradient} gives. */
  private void gatherColumns(Rows gradientY) {
    threads.forEach(
        tiling.forwardTiles(),
        t -> gradients.gathered(gradientY, tiling.examplesOf(t), tiling.neuronsOf(t)));
  }

  private Rows columnGradient(Rows gradientY, int row, int column) {
    return gradients.tile(gradientY, tiling.examples().get(row), tiling.columns().get(column));
  }

  private DistanceBlock forwardTile(DistanceBlock block, int t) {
    Range examples = tiling.examplesOf(t);
    Range neurons = tiling.neuronsOf(t);
    return tile(block, examples, neurons, distances.tile(block.y(), examples, neurons));
  }

  private DistanceBlock tile(DistanceBlock block, Range examples, Range neurons) {
    return tile(block, examples, neurons, distances.gathered(block.y(), examples, neurons));
  }

  private static DistanceBlock tile(DistanceBlock block, Range examples, Range neurons, Rows y) {
    return new DistanceBlock(
        new BlockShape(examples.length(), neurons.length(), block.shape().inputs()),
        examples(block, block.z(), examples),
        neurons(block, block.w(), neurons),
        y);
  }

  /** The rows of these examples of a matrix {@code float[batch * inputs]}. */
  private static Rows examples(DistanceBlock block, Rows matrix, Range examples) {
    return rowsFrom(matrix, examples.from(), block.shape().inputs());
  }

  /** The rows of these neurons of a matrix {@code float[outputs * inputs]}. */
  private static Rows neurons(DistanceBlock block, Rows matrix, Range neurons) {
    return rowsFrom(matrix, neurons.from(), block.shape().inputs());
  }

  private static Rows rowsFrom(Rows matrix, int first, int length) {
    return new Rows(matrix.values(), matrix.row(first, length));
  }
}

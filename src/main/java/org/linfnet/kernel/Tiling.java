package org.linfnet.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * How a block of distances is cut for several threads. A forward pass takes tiles of {@code
 * examples} and {@code columns}, a backward pass tiles of {@code examples} and {@code neurons}.
 *
 * @param shape the block
 * @param examples the rows of z, in ranges
 * @param columns the rows of w, in ranges: several where there are fewer ranges of examples than
 *     threads
 * @param neurons the rows of w, in shorter ranges
 */
record Tiling(
    BlockShape shape, List<Range> examples, List<Range> columns, List<NeuronTile> neurons) {

  /** So many tiles a thread even out threads that run at different speeds. */
  private static final int TILES_PER_THREAD = 2;

  /** In a {@link Pipeline} a row of tiles waits for the one above it, so these are short. */
  private static final int NEURON_TILES_PER_THREAD = 8;

  /**
   * Neurons of one column.
   *
   * @param column which
   * @param range all of them in the column
   */
  record NeuronTile(int column, Range range) {}

  static Tiling of(BlockShape shape, int threads) {
    if (threads == 1) {
      return of(shape, 1, 1, 1);
    }
    int groups = Math.max(1, shape.batch() / DistanceKernels.EXAMPLE_GROUP);
    int columns = (threads + groups - 1) / groups;
    return of(shape, TILES_PER_THREAD * threads, columns, NEURON_TILES_PER_THREAD * threads);
  }

  private static Tiling of(BlockShape shape, int rows, int columns, int neuronTiles) {
    List<Range> cut = Range.cut(0, shape.outputs(), columns, DistanceKernels.NEURON_GROUP);
    int pieces = (neuronTiles + columns - 1) / columns;
    List<NeuronTile> neurons = new ArrayList<>();
    for (int c = 0; c < cut.size(); c++) {
      Range column = cut.get(c);
      for (Range range :
          Range.cut(column.from(), column.to(), pieces, DistanceKernels.NEURON_GROUP)) {
        neurons.add(new NeuronTile(c, range));
      }
    }
    List<Range> examples = Range.cut(0, shape.batch(), rows, DistanceKernels.EXAMPLE_GROUP);
    return new Tiling(shape, examples, cut, List.copyOf(neurons));
  }

  /** The tiles of a forward pass, numbered row by row. */
  int forwardTiles() {
    return examples.size() * columns.size();
  }

  /** The number of a forward tile. */
  int forwardTile(int row, int column) {
    return row * columns.size() + column;
  }

  Range examplesOf(int forwardTile) {
    return examples.get(forwardTile / columns.size());
  }

  Range neuronsOf(int forwardTile) {
    return columns.get(forwardTile % columns.size());
  }

  Range allExamples() {
    return new Range(0, shape.batch());
  }

  Range allNeurons() {
    return new Range(0, shape.outputs());
  }
}

package org.linfnet.layer;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.MatrixProducts;
import org.linfnet.kernel.MatrixProducts.Sizes;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.Threads;

/**
 * The products of a convolution with the patches of images, a few examples at a time. Threads share
 * the chunks of a block. How many examples a chunk has does not depend on the threads, and the
 * chunks' gradients are added in the order of the chunks, so the threads decide no bit.
 */
final class PatchProducts implements LinearMap {

  private final Threads threads;
  private final int chunkSize;
  private final List<Chunk> chunks;

  PatchProducts(Convolution layer, Kernels kernels, int capacity) {
    this.threads = kernels.threads();
    this.chunkSize = Math.min(Chunk.examples(layer), capacity);
    int needed = (capacity + chunkSize - 1) / chunkSize;
    this.chunks =
        IntStream.range(0, Math.min(needed, threads.count()))
            .mapToObj(i -> new Chunk(layer, kernels.products(), chunkSize))
            .toList();
  }

  /** What happens to the examples of a chunk, from {@code first} on. */
  @FunctionalInterface
  private interface ChunkAction {
    void accept(Chunk chunk, int first, int count);
  }

  /**
   * Runs an action on all examples, as many chunks at a time as there are threads.
   *
   * @param afterwards is told how many chunks have been computed, each time
   */
  private void forEachChunk(int batch, ChunkAction action, IntConsumer afterwards) {
    int together = chunks.size() * chunkSize;
    for (int from = 0; from < batch; from += together) {
      int start = from;
      int count = (Math.min(together, batch - from) + chunkSize - 1) / chunkSize;
      threads.forEach(
          count,
          i -> {
            int first = start + i * chunkSize;
            action.accept(chunks.get(i), first, Math.min(chunkSize, batch - first));
          });
      afterwards.accept(count);
    }
  }

  @Override
  public void addProduct(int batch, float[] x, Rows weights, float[] y) {
    forEachChunk(
        batch,
        (chunk, first, count) -> chunk.addProduct(x, weights, y, first, count),
        computed -> {});
  }

  @Override
  public void fillTransposedProduct(int batch, float[] g, Rows weights, float[] x) {
    forEachChunk(
        batch,
        (chunk, first, count) -> chunk.fillTransposedProduct(g, weights, x, first, count),
        computed -> {});
  }

  @Override
  public void addWeightGradient(int batch, float[] g, float[] x, Rows gradient) {
    forEachChunk(
        batch,
        (chunk, first, count) -> chunk.weightGradient(g, x, first, count),
        computed ->
            chunks
                .subList(0, computed)
                .forEach(chunk -> chunk.addGradientTo(gradient.values(), gradient.at())));
  }

  /**
   * The examples that one thread carries through at once: each patch becomes a row of a matrix
   * ("im2col") and each position of the output a row of the result.
   */
  private static final class Chunk {

    /** The values of patches that are multiplied at once, so that they stay in a core's cache. */
    private static final int PATCH_VALUES = 1 << 17;

    private final MatrixProducts products;
    private final PaddedImage image;
    private final int inputs;
    private final int channels;
    private final int positions;
    private final int terms;
    private final float[] patches;
    private final float[] results;
    private final float[] gradient;
    private final int[] places;

    Chunk(Convolution layer, MatrixProducts products, int examples) {
      this.products = products;
      this.image = new PaddedImage(layer.inputs(), layer.outputs(), layer.window());
      this.inputs = layer.inputs().size();
      this.channels = layer.outputs().channels();
      this.positions = layer.outputs().height() * layer.outputs().width();
      this.terms = layer.rows().terms();
      this.patches = new float[Math.multiplyExact(examples, positions * terms)];
      this.results = new float[Math.multiplyExact(examples, positions * channels)];
      this.gradient = new float[channels * terms];
      this.places = new int[Math.multiplyExact(examples, positions)];
    }

    /** The most examples of a chunk. */
    static int examples(Convolution layer) {
      int positions = layer.outputs().height() * layer.outputs().width();
      return Math.max(1, PATCH_VALUES / Math.multiplyExact(positions, layer.rows().terms()));
    }

    void addProduct(float[] x, Rows weights, float[] y, int first, int count) {
      gather(x, first, count);
      Arrays.fill(results, 0, count * positions * channels, 0f);
      products.addTimesTransposed(
          new Sizes(count * positions, channels, terms),
          new Rows(patches, 0),
          weights,
          new Rows(results, 0));
      addResults(y, first, count);
    }

    /** Positions whose values are all 0 add nothing: most are, of a line of one hidden value. */
    void fillTransposedProduct(float[] g, Rows weights, float[] x, int first, int count) {
      takeResults(g, first, count);
      int kept = keepPositions(count * positions);
      Arrays.fill(patches, 0, kept * terms, 0f);
      products.addTimes(
          new Sizes(kept, terms, channels), new Rows(results, 0), weights, new Rows(patches, 0));
      int next = 0;
      for (int b = 0; b < count; b++) {
        image.clear();
        for (; next < kept && places[next] < (b + 1) * positions; next++) {
          image.addPatch(patches, next * terms, places[next] % positions);
        }
        image.write(x, (first + b) * inputs);
      }
    }

    /** Moves the results that are not all 0 to the front, and sets their places. */
    private int keepPositions(int count) {
      int kept = 0;
      for (int place = 0; place < count; place++) {
        if (!isZero(place)) {
          System.arraycopy(results, place * channels, results, kept * channels, channels);
          places[kept] = place;
          kept++;
        }
      }
      return kept;
    }

    private boolean isZero(int place) {
      for (int i = place * channels; i < (place + 1) * channels; i++) {
        if (results[i] != 0) {
          return false;
        }
      }
      return true;
    }

    /** Keeps the gradient by the weights, summed over these examples. */
    void weightGradient(float[] g, float[] x, int first, int count) {
      takeResults(g, first, count);
      gather(x, first, count);
      Arrays.fill(gradient, 0f);
      products.addTransposedTimes(
          new Sizes(channels, terms, count * positions),
          new Rows(results, 0),
          new Rows(patches, 0),
          new Rows(gradient, 0));
    }

    void addGradientTo(float[] sums, int at) {
      for (int i = 0; i < gradient.length; i++) {
        sums[at + i] += gradient[i];
      }
    }

    private void gather(float[] x, int first, int count) {
      for (int b = 0; b < count; b++) {
        image.read(x, (first + b) * inputs);
        image.copyPatches(patches, b * positions * terms);
      }
    }

    /** Adds the results, in which channels lie side by side, to outputs channel by channel. */
    private void addResults(float[] y, int first, int count) {
      for (int b = 0; b < count; b++) {
        int from = b * positions * channels;
        int to = (first + b) * positions * channels;
        for (int channel = 0; channel < channels; channel++) {
          for (int position = 0; position < positions; position++) {
            y[to + channel * positions + position] += results[from + position * channels + channel];
          }
        }
      }
    }

    private void takeResults(float[] y, int first, int count) {
      for (int b = 0; b < count; b++) {
        int from = (first + b) * positions * channels;
        int to = b * positions * channels;
        for (int channel = 0; channel < channels; channel++) {
          for (int position = 0; position < positions; position++) {
            results[to + position * channels + channel] = y[from + channel * positions + position];
          }
        }
      }
    }
  }
}

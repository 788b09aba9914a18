package org.linfnet.kernel;

import java.util.Arrays;

/**
 * The derivatives {@code dy[b][o] / dz[b][i] = s_i (|z_i - w_i| / y)^(p-1)} of one block that are
 * not too small to count, as a forward pass at a large p hands them to the backward pass, which
 * then costs what is kept and not what was looked at.
 *
 * <p>A block has many pairs of rows and keeps few inputs of each; {@code dy/dw} is the same with
 * its sign turned. When not all fit, the block is not complete and wants {@link
 * DistanceKernels#powerBackward}; {@link #makeRoom} then lets the next one fit.
 */
public final class SparseDerivatives {

  private int batch;
  private int outputs;
  private int inputs;
  private boolean complete;
  private long wanted;
  private int size;
  private int[] starts = new int[0];
  private int[] ends = new int[0];
  private int[] indices;
  private float[] values;

  /**
   * @param capacity the terms that fit, over all pairs of a block
   */
  public SparseDerivatives(int capacity) {
    indices = new int[capacity];
    values = new float[capacity];
  }

  /** Forgets everything and begins a block; allocates when it has more pairs than any before. */
  public void begin(BlockShape shape) {
    batch = shape.batch();
    outputs = shape.outputs();
    inputs = shape.inputs();
    complete = true;
    wanted = 0;
    size = 0;
    int pairs = batch * outputs;
    if (starts.length < pairs) {
      starts = new int[pairs];
      ends = new int[pairs];
    }
    Arrays.fill(starts, 0, pairs, 0);
    Arrays.fill(ends, 0, pairs, 0);
  }

  /** Says that this block has terms that cannot be kept. */
  public void giveUp() {
    complete = false;
  }

  /** Whether every term that counts is here. */
  public boolean isComplete() {
    return complete;
  }

  /** Allocates, outside any kernel, what the block before did not find room for. */
  public void makeRoom() {
    if (wanted > indices.length) {
      int capacity = (int) Math.min(Integer.MAX_VALUE - 8, wanted + wanted / 4);
      indices = new int[capacity];
      values = new float[capacity];
      complete = false;
      size = 0;
    }
  }

  /**
   * Keeps one pair's terms.
   *
   * @param input {@code i} of each term
   * @param derivative {@code dy[b][o] / dz[b][i]} of each term
   * @param from the first term in both
   * @param to past the last
   */
  public void keep(int b, int o, int[] input, float[] derivative, int from, int to) {
    int count = to - from;
    wanted += count;
    if (size + count > indices.length) {
      complete = false;
      return;
    }
    int pair = b * outputs + o;
    starts[pair] = size;
    ends[pair] = size + count;
    for (int k = 0; k < count; k++) {
      indices[size + k] = input[from + k];
      values[size + k] = derivative[from + k];
    }
    size += count;
  }

  /** Both gradients, as {@link DistanceKernels#powerBackward}; the block must be complete. */
  public void backward(
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWAt) {
    requireComplete();
    for (int o = 0; o < outputs; o++) {
      int w = gradientWAt + o * inputs;
      for (int b = 0; b < batch; b++) {
        int pair = b * outputs + o;
        int z = gradientZAt + b * inputs;
        float gradient = gradientY[gradientYAt + pair];
        for (int k = starts[pair]; k < ends[pair]; k++) {
          float term = gradient * values[k];
          gradientZ[z + indices[k]] += term;
          gradientW[w + indices[k]] -= term;
        }
      }
    }
  }

  /** {@link #backward} for a first layer, as {@link DistanceKernels#powerWeightGradient}. */
  public void weightGradient(
      float[] gradientY, int gradientYAt, float[] gradientW, int gradientWAt) {
    requireComplete();
    for (int o = 0; o < outputs; o++) {
      int w = gradientWAt + o * inputs;
      for (int b = 0; b < batch; b++) {
        int pair = b * outputs + o;
        float gradient = gradientY[gradientYAt + pair];
        for (int k = starts[pair]; k < ends[pair]; k++) {
          gradientW[w + indices[k]] -= gradient * values[k];
        }
      }
    }
  }

  /** {@link #backward} for an attack, as {@link DistanceKernels#powerInputGradient}. */
  public void inputGradient(
      float[] gradientY, int gradientYAt, float[] gradientZ, int gradientZAt) {
    requireComplete();
    for (int o = 0; o < outputs; o++) {
      for (int b = 0; b < batch; b++) {
        int pair = b * outputs + o;
        int z = gradientZAt + b * inputs;
        float gradient = gradientY[gradientYAt + pair];
        for (int k = starts[pair]; k < ends[pair]; k++) {
          gradientZ[z + indices[k]] += gradient * values[k];
        }
      }
    }
  }

  private void requireComplete() {
    if (!complete) {
      throw new IllegalStateException("terms are missing: take the gradient by powerBackward");
    }
  }
}

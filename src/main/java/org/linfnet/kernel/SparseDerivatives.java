package org.linfnet.kernel;

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

  /** The most terms that are kept of a block: 256 MiB of them. */
  public static final int MOST_TERMS = 1 << 25;

  /** Terms come from one row of w and so many rows of z. */
  public static final int GROUP = DistanceKernels.EXAMPLE_GROUP;

  /** The low bits of a term's place hold its input, the others its row in the group. */
  public static final int INPUT_BITS = 26;

  /** {@code place & INPUT} is the input. */
  public static final int INPUT = (1 << INPUT_BITS) - 1;

  private int batch;
  private int outputs;
  private int inputs;
  private boolean complete;
  private long wanted;
  private int size;
  private int groups;
  private Range all = new Range(0, 0);
  private int[] groupRow = new int[0];
  private int[] groupOutput = new int[0];
  private int[] groupEnd = new int[0];
  private float[] factors = new float[0];
  private int[] places;
  private float[] values;

  /**
   * @param capacity the terms that fit, over all pairs of a block
   */
  public SparseDerivatives(int capacity) {
    places = new int[capacity];
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
    groups = 0;
    if (all.to() != outputs) {
      all = new Range(0, outputs);
    }
    int most = (batch + GROUP - 1) / GROUP * outputs;
    if (groupEnd.length < most) {
      groupRow = new int[most];
      groupOutput = new int[most];
      groupEnd = new int[most];
      factors = new float[most * GROUP];
    }
  }

  /** Says that this block has terms that cannot be kept. */
  public void giveUp() {
    complete = false;
  }

  /** The terms that count, whether there was room for them or not. */
  public long wanted() {
    return wanted;
  }

  /** Whether every term that counts is here. */
  public boolean isComplete() {
    return complete;
  }

  /**
   * Allocates, outside any kernel, what the block did not find room for. Whether its terms are kept
   * in the end depends on the block alone and on no block before it: so do the bits of a gradient.
   *
   * @return whether the forward pass is to be run again, and then keeps all its terms; with more
   *     than {@value #MOST_TERMS} of them it is not
   */
  public boolean makeRoom() {
    if (complete || wanted == 0 || wanted > MOST_TERMS) {
      return false;
    }
    int capacity = (int) Math.min(MOST_TERMS, wanted + wanted / 4);
    places = new int[capacity];
    values = new float[capacity];
    size = 0;
    return true;
  }

  /**
   * Keeps one group's terms.
   *
   * @param b the group's first row of z
   * @param o the row of w
   * @param place of each term: its row in the group above {@value #INPUT_BITS} bits of input
   * @param derivative {@code dy / dz_i} of each term, but for a factor
   * @param from the first term
   * @param to past the last
   * @param factor that of each row, {@code float[GROUP]}
   */
  public void keep(
      int b,
      int o,
      int[] place,
      float[] derivative,
      int from,
      int to,
      float[] factor,
      int factorAt) {
    int count = to - from;
    wanted += count;
    if (size + count > places.length) {
      complete = false;
      return;
    }
    System.arraycopy(place, from, places, size, count);
    System.arraycopy(derivative, from, values, size, count);
    System.arraycopy(factor, factorAt, factors, groups * GROUP, GROUP);
    size += count;
    groupRow[groups] = b;
    groupOutput[groups] = o;
    groupEnd[groups] = size;
    groups++;
  }

  /** Both gradients, as {@link DistanceKernels#powerBackward}; the block must be complete. */
  public void backward(Rows gradientY, Rows gradientZ, Rows gradientW) {
    backward(all, gradientY, gradientZ, gradientW);
  }

  /** {@link #backward(Rows, Rows, Rows)} of some rows of w alone. */
  public void backward(Range neurons, Rows gradientY, Rows gradientZ, Rows gradientW) {
    requireComplete();
    float[] gradients = new float[GROUP]; // several threads may take gradients at once
    float[] gradientOfZ = gradientZ.values();
    float[] gradientOfW = gradientW.values();
    for (int group = 0; group < groups; group++) {
      if (!neurons.holds(groupOutput[group])) {
        continue;
      }
      int zRow = gradientZ.row(groupRow[group], inputs);
      int wRow = gradientW.row(groupOutput[group], inputs);
      gather(group, gradientY, gradients);
      for (int k = start(group); k < groupEnd[group]; k++) {
        int row = places[k] >>> INPUT_BITS;
        int i = places[k] & INPUT;
        float term = gradients[row] * values[k];
        gradientOfZ[zRow + row * inputs + i] += term;
        gradientOfW[wRow + i] -= term;
      }
    }
  }

  /**
   * What {@link DistanceKernels#powerWeightGradient} gives for some rows of w, for a first layer;
   * the block must be complete.
   */
  public void weightGradient(Range neurons, Rows gradientY, Rows gradientW) {
    requireComplete();
    float[] gradients = new float[GROUP]; // several threads may take gradients at once
    float[] gradientOfW = gradientW.values();
    for (int group = 0; group < groups; group++) {
      if (!neurons.holds(groupOutput[group])) {
        continue;
      }
      int wRow = gradientW.row(groupOutput[group], inputs);
      gather(group, gradientY, gradients);
      for (int k = start(group); k < groupEnd[group]; k++) {
        gradientOfW[wRow + (places[k] & INPUT)] -= gradients[places[k] >>> INPUT_BITS] * values[k];
      }
    }
  }

  /**
   * {@link #backward(Rows, Rows, Rows)} for an attack, as {@link
   * DistanceKernels#powerInputGradient}.
   */
  public void inputGradient(Rows gradientY, Rows gradientZ) {
    requireComplete();
    float[] gradients = new float[GROUP]; // several threads may take gradients at once
    float[] gradientOfZ = gradientZ.values();
    for (int group = 0; group < groups; group++) {
      int zRow = gradientZ.row(groupRow[group], inputs);
      gather(group, gradientY, gradients);
      for (int k = start(group); k < groupEnd[group]; k++) {
        int row = places[k] >>> INPUT_BITS;
        gradientOfZ[zRow + row * inputs + (places[k] & INPUT)] += gradients[row] * values[k];
      }
    }
  }

  private int start(int group) {
    return group == 0 ? 0 : groupEnd[group - 1];
  }

  /** The gradients of a group's distances, times what its derivatives lack. */
  private void gather(int group, Rows gradientY, float[] gradients) {
    int first = groupRow[group];
    int rows = Math.min(GROUP, batch - first);
    for (int row = 0; row < rows; row++) {
      gradients[row] =
          gradientY.values()[gradientY.row(first + row, outputs) + groupOutput[group]]
              * factors[group * GROUP + row];
    }
  }

  private void requireComplete() {
    if (!complete) {
      throw new IllegalStateException("terms are missing: take the gradient by powerBackward");
    }
  }
}

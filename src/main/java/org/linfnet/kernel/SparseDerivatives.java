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

  /** The most terms that are kept of a block: 128 MiB of them. */
  public static final int MOST_TERMS = 1 << 24;

  /** Terms come in tiles of so many rows of z and of w. */
  public static final int TILE = 3;

  /** The low bits of a term's place hold its input, the others its pair in the tile. */
  public static final int INPUT_BITS = 26;

  /** {@code place & INPUT} is the input. */
  public static final int INPUT = (1 << INPUT_BITS) - 1;

  private int batch;
  private int outputs;
  private int inputs;
  private boolean complete;
  private long wanted;
  private int size;
  private int tiles;
  private int[] tileRow = new int[0];
  private int[] tileColumn = new int[0];
  private int[] tileEnd = new int[0];
  private final float[] gradients = new float[TILE * TILE];
  private final int[] zRows = new int[TILE * TILE];
  private final int[] wRows = new int[TILE * TILE];
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
    tiles = 0;
    int most = ((batch + TILE - 1) / TILE) * ((outputs + TILE - 1) / TILE);
    if (tileEnd.length < most) {
      tileRow = new int[most];
      tileColumn = new int[most];
      tileEnd = new int[most];
    }
  }

  /** Says that this block has terms that cannot be kept. */
  public void giveUp() {
    complete = false;
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
   * Keeps one tile's terms.
   *
   * @param b the tile's first row of z
   * @param o the tile's first row of w
   * @param place of each term: its pair {@code TILE r + c} above {@value #INPUT_BITS} bits of input
   * @param derivative {@code dy / dz_i} of each term, but for a factor
   * @param factor that of each pair, {@code float[TILE * TILE]}
   * @param count the terms
   */
  public void keep(int b, int o, int[] place, float[] derivative, float[] factor, int count) {
    wanted += count;
    if (size + count > places.length) {
      complete = false;
      return;
    }
    for (int k = 0; k < count; k++) {
      places[size + k] = place[k];
      values[size + k] = derivative[k] * factor[place[k] >>> INPUT_BITS];
    }
    size += count;
    tileRow[tiles] = b;
    tileColumn[tiles] = o;
    tileEnd[tiles] = size;
    tiles++;
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
    for (int tile = 0; tile < tiles; tile++) {
      move(tile, gradientY, gradientYAt, gradientZAt, gradientWAt);
      for (int k = start(tile); k < tileEnd[tile]; k++) {
        int pair = places[k] >>> INPUT_BITS;
        int i = places[k] & INPUT;
        float term = gradients[pair] * values[k];
        gradientZ[zRows[pair] + i] += term;
        gradientW[wRows[pair] + i] -= term;
      }
    }
  }

  /** {@link #backward} for a first layer, as {@link DistanceKernels#powerWeightGradient}. */
  public void weightGradient(
      float[] gradientY, int gradientYAt, float[] gradientW, int gradientWAt) {
    requireComplete();
    for (int tile = 0; tile < tiles; tile++) {
      move(tile, gradientY, gradientYAt, 0, gradientWAt);
      for (int k = start(tile); k < tileEnd[tile]; k++) {
        int pair = places[k] >>> INPUT_BITS;
        gradientW[wRows[pair] + (places[k] & INPUT)] -= gradients[pair] * values[k];
      }
    }
  }

  /** {@link #backward} for an attack, as {@link DistanceKernels#powerInputGradient}. */
  public void inputGradient(
      float[] gradientY, int gradientYAt, float[] gradientZ, int gradientZAt) {
    requireComplete();
    for (int tile = 0; tile < tiles; tile++) {
      move(tile, gradientY, gradientYAt, gradientZAt, 0);
      for (int k = start(tile); k < tileEnd[tile]; k++) {
        int pair = places[k] >>> INPUT_BITS;
        gradientZ[zRows[pair] + (places[k] & INPUT)] += gradients[pair] * values[k];
      }
    }
  }

  private int start(int tile) {
    return tile == 0 ? 0 : tileEnd[tile - 1];
  }

  private void move(
      int tile, float[] gradientY, int gradientYAt, int gradientZAt, int gradientWAt) {
    int rows = Math.min(TILE, batch - tileRow[tile]);
    int columns = Math.min(TILE, outputs - tileColumn[tile]);
    for (int r = 0; r < rows; r++) {
      int b = tileRow[tile] + r;
      for (int c = 0; c < columns; c++) {
        int o = tileColumn[tile] + c;
        gradients[TILE * r + c] = gradientY[gradientYAt + b * outputs + o];
        zRows[TILE * r + c] = gradientZAt + b * inputs;
        wRows[TILE * r + c] = gradientWAt + o * inputs;
      }
    }
  }

  private void requireComplete() {
    if (!complete) {
      throw new IllegalStateException("terms are missing: take the gradient by powerBackward");
    }
  }
}

package org.linfnet.train;

/** What Adam remembers: the running means of the gradient and of its square. */
public final class AdamMoments {

  private final float[] first;
  private final float[] second;
  private int steps;

  /** Of a run that has not begun. */
  public AdamMoments(int parameters) {
    this(new float[parameters], new float[parameters], 0);
  }

  /** Of a run that has done {@code steps} steps. The arrays are not copied. */
  public AdamMoments(float[] first, float[] second, int steps) {
    this.first = first;
    this.second = second;
    this.steps = steps;
  }

  /** The running mean of the gradient, {@code float[parameters]}. */
  public float[] first() {
    return first;
  }

  /** The running mean of the gradient's square, {@code float[parameters]}. */
  public float[] second() {
    return second;
  }

  /** The steps done. */
  public int steps() {
    return steps;
  }

  int countStep() {
    return ++steps;
  }
}

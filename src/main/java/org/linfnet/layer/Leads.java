package org.linfnet.layer;

/**
 * By how much the class of each example leads every other class at least, over a box. The leads are
 * those of the float outputs, in exact arithmetic: {@code values[b * count + j] <= y_c - y_j},
 * where c is the class of example b. The lead over the class itself is 0.
 *
 * @param count how many classes there are
 * @param classes the class of each example, {@code int[batch]}
 * @param values {@code double[batch * count]}; filled by the pass
 */
public record Leads(int count, int[] classes, double[] values) {

  /** Leads of the same classes that are not filled yet. */
  public Leads unfilled() {
    return new Leads(count, classes, new double[values.length]);
  }

  /** Whether a value is the lead of a class over itself. */
  public boolean isOwn(int at) {
    return at % count == classes[at / count];
  }
}

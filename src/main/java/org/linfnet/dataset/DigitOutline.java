package org.linfnet.dataset;

import java.util.List;
import java.util.Random;

/**
 * A way to write a digit: the curves that the pen draws, in the unit square, (0, 0) top left.
 *
 * @param curves in any order
 */
record DigitOutline(List<Curve> curves) {

  /** The ways to write each digit, 0 to 9. */
  private static final List<List<DigitOutline>> WAYS =
      List.of(
          zeros(), ones(), twos(), threes(), fours(), fives(), sixes(), sevens(), eights(),
          nines());

  /** One of the ways to write a digit. */
  static DigitOutline drawn(int digit, Random random) {
    List<DigitOutline> ways = WAYS.get(digit);
    return ways.get(random.nextInt(ways.size()));
  }

  private static DigitOutline of(Curve... curves) {
    return new DigitOutline(List.of(curves));
  }

  private static Curve line(double fromX, double fromY, double toX, double toY) {
    return Curve.through(fromX, fromY, toX, toY);
  }

  private static List<DigitOutline> zeros() {
    return List.of(
        of(
            Curve.through(
                0.5, 0, 0.2, 0.12, 0.08, 0.5, 0.2, 0.88, 0.5, 1, 0.8, 0.88, 0.92, 0.5, 0.8, 0.12,
                0.5, 0)));
  }

  private static List<DigitOutline> ones() {
    return List.of(
        of(line(0.5, 0, 0.5, 1)),
        of(line(0.25, 0.25, 0.55, 0), line(0.55, 0, 0.55, 1)),
        of(line(0.25, 0.2, 0.5, 0), line(0.5, 0, 0.5, 1), line(0.2, 1, 0.8, 1)));
  }

  private static List<DigitOutline> twos() {
    return List.of(
        of(
            Curve.through(0.12, 0.25, 0.3, 0.04, 0.6, 0, 0.85, 0.18, 0.8, 0.42, 0.45, 0.75, 0.1, 1),
            line(0.1, 1, 0.92, 1)),
        of(
            Curve.through(
                0.15, 0.2, 0.45, 0, 0.8, 0.15, 0.75, 0.5, 0.4, 0.88, 0.15, 0.98, 0.1, 0.82, 0.35,
                0.82, 0.65, 0.98, 0.95, 0.9)));
  }

  private static List<DigitOutline> threes() {
    return List.of(
        of(
            Curve.through(0.12, 0.12, 0.45, 0, 0.8, 0.15, 0.75, 0.38, 0.4, 0.47),
            Curve.through(0.4, 0.47, 0.8, 0.56, 0.88, 0.8, 0.5, 1, 0.1, 0.88)),
        of(
            line(0.12, 0, 0.85, 0),
            line(0.85, 0, 0.42, 0.4),
            Curve.through(0.42, 0.4, 0.8, 0.5, 0.88, 0.78, 0.5, 1, 0.1, 0.88)));
  }

  private static List<DigitOutline> fours() {
    return List.of(
        of(line(0.68, 0, 0.06, 0.66), line(0.06, 0.66, 0.95, 0.66), line(0.68, 0, 0.68, 1)),
        of(line(0.2, 0, 0.1, 0.52), line(0.1, 0.52, 0.9, 0.52), line(0.75, 0.05, 0.7, 1)));
  }

  private static List<DigitOutline> fives() {
    return List.of(
        of(
            line(0.85, 0, 0.22, 0),
            line(0.22, 0, 0.17, 0.45),
            Curve.through(0.17, 0.45, 0.5, 0.36, 0.85, 0.52, 0.82, 0.85, 0.45, 1, 0.1, 0.9)));
  }

  private static List<DigitOutline> sixes() {
    return List.of(
        of(
            Curve.through(
                0.75, 0.02, 0.4, 0.18, 0.15, 0.58, 0.22, 0.92, 0.52, 1, 0.82, 0.85, 0.8, 0.6, 0.5,
                0.5, 0.18, 0.68)));
  }

  private static List<DigitOutline> sevens() {
    return List.of(
        of(line(0.1, 0, 0.9, 0), Curve.through(0.9, 0, 0.55, 0.45, 0.4, 1)),
        of(
            line(0.1, 0, 0.9, 0),
            Curve.through(0.9, 0, 0.55, 0.45, 0.4, 1),
            line(0.28, 0.48, 0.82, 0.48)));
  }

  private static List<DigitOutline> eights() {
    return List.of(
        of(
            Curve.through(
                0.5, 0.47, 0.2, 0.3, 0.25, 0.08, 0.5, 0, 0.75, 0.08, 0.8, 0.28, 0.5, 0.47, 0.15,
                0.7, 0.2, 0.93, 0.5, 1, 0.8, 0.93, 0.85, 0.7, 0.5, 0.47)));
  }

  private static List<DigitOutline> nines() {
    Curve loop =
        Curve.through(0.82, 0.28, 0.55, 0.52, 0.2, 0.4, 0.22, 0.1, 0.55, 0, 0.8, 0.1, 0.82, 0.28);
    return List.of(
        of(loop, Curve.through(0.82, 0.28, 0.76, 0.7, 0.6, 1)),
        of(loop, Curve.through(0.82, 0.28, 0.82, 0.72, 0.58, 1, 0.18, 0.92)));
  }
}

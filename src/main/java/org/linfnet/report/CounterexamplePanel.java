package org.linfnet.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.linfnet.report.TileGrid.Group;

/** Counterexamples: the original, what it was turned into, and the change between them. */
public final class CounterexamplePanel implements Figure {

  private final List<Counterexample> counterexamples;

  private CounterexamplePanel(List<Counterexample> counterexamples) {
    this.counterexamples = counterexamples;
  }

  /**
   * The panel of some counterexamples, empty when there is none.
   *
   * @throws IllegalArgumentException when they are not all of one shape
   */
  public static Optional<CounterexamplePanel> of(List<Counterexample> counterexamples) {
    if (counterexamples.stream().map(Counterexample::shape).distinct().count() > 1) {
      throw new IllegalArgumentException("counterexamples of more than one shape");
    }
    return counterexamples.isEmpty()
        ? Optional.empty()
        : Optional.of(new CounterexamplePanel(List.copyOf(counterexamples)));
  }

  @Override
  public String name() {
    return "counterexamples";
  }

  @Override
  public String title() {
    return "Counterexamples";
  }

  @Override
  public String caption() {
    return "Images that an attack turned into another class: the original, the changed image, and "
        + "the change itself, stretched to full colour (orange: brighter, blue: darker, white: as "
        + "it was). Below, the right class, the class that is given instead, and the largest "
        + "change of a pixel in pixel units.";
  }

  @Override
  public Optional<ResultTable> numbers() {
    return Optional.empty();
  }

  @Override
  public Picture picture() {
    return grid().picture();
  }

  TileGrid grid() {
    return new TileGrid(
        "Counterexamples",
        "original, changed, and the change (orange: brighter, blue: darker)",
        counterexamples.stream().map(CounterexamplePanel::triple).toList());
  }

  private static Group triple(Counterexample example) {
    double distance = example.distance();
    double stretch = distance > 0 ? 1 / distance : 0;
    return new Group(
        List.of(
            Tile.grey(example.shape(), example::original),
            Tile.grey(example.shape(), example::perturbed),
            Tile.signed(example.shape(), pixel -> stretch * example.change(pixel))),
        String.format(
            Locale.ROOT,
            "%d taken for %d, by %.3f",
            example.label(),
            example.prediction(),
            distance));
  }
}

package org.linfnet.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.linfnet.layer.Shape;
import org.linfnet.report.TileGrid.Group;

/**
 * Counterexamples that are pictures: the original, the perturbed one, and the change between them.
 *
 * @param counterexamples at least one, all of one shape
 */
record CounterexamplePanel(List<Counterexample> counterexamples) implements Figure {

  private static final String GREY_CHANGE = "orange: brighter, blue: darker";
  private static final String COLOUR_CHANGE = "mid-grey: as it was";

  /**
   * @throws IllegalArgumentException when they are not all of one shape
   */
  CounterexamplePanel {
    counterexamples = List.copyOf(counterexamples);
    if (counterexamples.stream().map(Counterexample::shape).distinct().count() > 1) {
      throw new IllegalArgumentException("counterexamples of more than one shape");
    }
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
    String change =
        isColour()
            ? "stretched around mid-grey, channel by channel (mid-grey: as it was)"
            : "stretched to full colour (orange: brighter, blue: darker, white: as it was)";
    return "Images that an attack turned into another class: the original, the changed image, and "
        + "the change itself, "
        + change
        + ". Below, epsilon, the right class, the class that is given instead, and the largest change of a "
        + "pixel in pixel units.";
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
        "original, changed, and the change (" + (isColour() ? COLOUR_CHANGE : GREY_CHANGE) + ")",
        counterexamples.stream().map(CounterexamplePanel::triple).toList());
  }

  private boolean isColour() {
    return Tile.isColour(counterexamples.get(0).shape());
  }

  private static Group triple(Counterexample example) {
    Shape shape = example.shape();
    double[] pixels = new double[shape.size()];
    Arrays.fill(pixels, 1);
    double distance = example.distance(pixels);
    double stretch = distance > 0 ? 1 / distance : 0;
    return new Group(
        List.of(
            Tile.picture(shape, value -> example.original()[value]),
            Tile.picture(shape, value -> example.perturbed()[value]),
            Tile.change(shape, value -> stretch * example.change(value))),
        String.format(
            Locale.ROOT,
            "%s: %s taken for %s, by %.3f",
            example.epsilon(),
            example.label(),
            example.prediction(),
            distance));
  }
}

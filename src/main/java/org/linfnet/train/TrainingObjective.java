package org.linfnet.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.linfnet.network.HiddenBounds;
import org.linfnet.train.BoundsSchedule.Change;
import org.linfnet.train.LossSchedule.MarginLoss;

/** What training can make small, and how each objective is read out of a recipe. */
enum TrainingObjective {
  /** The hinge of margins, with a share of cross-entropy. */
  MARGIN("margin", RunValues::loss),

  /** Cross-entropy of the logits. */
  CROSS_ENTROPY("cross-entropy", run -> BoundsSchedule.NONE),

  /** The worst logits by interval bounds (IBP). */
  INTERVAL_BOUNDS("interval-bounds", run -> run.bounds(Change.none(0))),

  /** The same, with linear bounds while the radius rises (CROWN-IBP). */
  LINEAR_BOUNDS("linear-bounds", run -> run.bounds(run.beta())),

  /** The worst logits by linear bounds from every layer (CAP). */
  DUAL_BOUNDS("dual-bounds", RunValues::dualBounds);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Function<RunValues, ObjectiveSchedule> reader;

  TrainingObjective(String label, Function<RunValues, ObjectiveSchedule> reader) {
    this.label = label;
    this.reader = reader;
  }

  /** The names in recipes. */
  static List<String> labels() {
    return Arrays.stream(values()).map(objective -> objective.label).toList();
  }

  /** The objective that a recipe names. The keys of the other objectives are checked too. */
  static ObjectiveSchedule schedule(RecipeValues values, int epochs) {
    RunValues run = new RunValues(values, epochs);
    Map<String, ObjectiveSchedule> schedules =
        Arrays.stream(values())
            .collect(
                Collectors.toMap(
                    objective -> objective.label, objective -> objective.reader.apply(run)));
    return values.choice(RecipeKey.OBJECTIVE, schedules);
  }

  /** The values of a recipe, and the length of its run. */
  private record RunValues(RecipeValues values, int epochs) {

    /** The share of the clean loss falls from all of it while the radius rises. */
    BoundsSchedule bounds(Change lines) {
      Change kappa = new Change(1, values.number(RecipeKey.BOUNDS_KAPPA));
      return bounds(kappa, lines, HiddenBounds.INTERVALS);
    }

    Change beta() {
      return new Change(1, values.number(RecipeKey.BOUNDS_BETA));
    }

    BoundsSchedule dualBounds() {
      int projections = values.wholeNumber(RecipeKey.BOUNDS_PROJECTIONS);
      return bounds(
          Change.none(values.number(RecipeKey.BOUNDS_KAPPA)),
          Change.none(1),
          projections == 0 ? HiddenBounds.LINES : HiddenBounds.projected(projections));
    }

    private BoundsSchedule bounds(Change kappa, Change lines, HiddenBounds hidden) {
      values.requireOrder(RecipeKey.BOUNDS_RISE_FROM, RecipeKey.BOUNDS_RISE_UNTIL, epochs);
      double epsilon = values.number(RecipeKey.BOUNDS_EPSILON);
      double start = values.number(RecipeKey.BOUNDS_START, 0, epsilon);
      return new BoundsSchedule(
          new Change(start, epsilon),
          kappa,
          lines,
          hidden,
          values.moment(RecipeKey.BOUNDS_RISE_FROM, epochs),
          values.moment(RecipeKey.BOUNDS_RISE_UNTIL, epochs));
    }

    LossSchedule loss() {
      double start = values.number(RecipeKey.CROSS_ENTROPY_START);
      double leastEnd = start == 0 ? 0 : Double.MIN_NORMAL;
      return new LossSchedule(
          values.choice(
              RecipeKey.LOSS_MARGIN,
              Map.of("hinge", MarginLoss.HINGE, "clipped-hinge", MarginLoss.CLIPPED_HINGE)),
          start,
          values.number(
              RecipeKey.CROSS_ENTROPY_END, leastEnd, RecipeKey.CROSS_ENTROPY_END.range().most()),
          values.number(RecipeKey.CROSS_ENTROPY_SCALE),
          values.moment(RecipeKey.P_RISES_FROM, epochs),
          values.moment(RecipeKey.P_RISES_UNTIL, epochs));
    }
  }
}

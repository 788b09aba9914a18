package org.linfnet.train;

import java.util.Optional;
import org.linfnet.network.Ball;
import org.linfnet.network.HiddenBounds;
import org.linfnet.network.Objective;

/** What training makes small, from epoch to epoch. */
public interface ObjectiveSchedule {

  /**
   * The objective at a moment of training.
   *
   * @param epoch epochs done, with the fraction of the running one
   * @param units what the recipe's radii are in network units
   */
  Objective at(double epoch, Units units);

  /** The largest radius of the balls that bounds are computed over; 0 when none are. */
  default double epsilon() {
    return 0;
  }

  /** Whether bounds have a share in the objective. */
  default boolean usesBounds() {
    return epsilon() > 0;
  }

  /**
   * How hidden values are bounded under the lines that count at the end of training; empty where no
   * lines count then. Intervals may prove little of a network that was trained on lines.
   */
  default Optional<HiddenBounds> linesAtEnd() {
    return Optional.empty();
  }

  /**
   * The recipe's radii in network units.
   *
   * @param margin the hinge's t
   * @param ball the ball of {@link #epsilon}
   */
  record Units(float margin, Ball ball) {}
}

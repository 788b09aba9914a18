package org.linfnet.explain;

import java.util.List;
import java.util.Optional;
import org.linfnet.attack.Counterexample;

/**
 * Why the prediction for an example has the certified radius that it has. Radii and the lead are in
 * the encoding's unit.
 *
 * @param prediction the class
 * @param rival the class with the next largest logit
 * @param lead by how much the prediction's logit leads the rival's
 * @param certifiedRadius no change within it changes the class
 * @param deciders what the logits of the prediction and of the rival depend on at this example, one
 *     after the other; of each, inputs first, then layer by layer, in a layer the steepest first
 *     and at most {@link Explainer#DECIDERS}
 * @param slopes what the lead gains for each network unit that an input rises by, through the same
 *     weights with distances relaxed to a finite p, {@code double[inputs]}; not copied
 * @param smallest the smallest change found that changes the class; empty where none was found
 */
public record Explanation(
    int prediction,
    int rival,
    double lead,
    double certifiedRadius,
    List<Decider> deciders,
    double[] slopes,
    Optional<Counterexample> smallest) {

  /** Copies the list. */
  public Explanation {
    deciders = List.copyOf(deciders);
  }
}

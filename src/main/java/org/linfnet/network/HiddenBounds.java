package org.linfnet.network;

import java.io.Serializable;
import org.linfnet.RandomStream;
import org.linfnet.layer.BoxStack;
import org.linfnet.layer.LinearBounds.Below;

/**
 * How an objective bounds the values of hidden layers, on which lines from the logits rest.
 *
 * @param kind intervals of each layer, or more
 * @param projections for {@link Kind#PROJECTIONS}, how many there are
 */
public record HiddenBounds(Kind kind, int projections) implements Serializable {

  private static final long serialVersionUID = 1;

  /** What bounds hidden values. */
  public enum Kind {
    /** The interval of each layer over the box of the layer before. */
    INTERVALS,
    /** Lines back to the inputs (arXiv 1711.00851). */
    LINES,
    /** An estimate of what lines prove, by random projections (arXiv 1805.12514). */
    PROJECTIONS
  }

  /** The interval of each layer. */
  public static final HiddenBounds INTERVALS = new HiddenBounds(Kind.INTERVALS, 0);

  /** Lines back to the inputs. */
  public static final HiddenBounds LINES = new HiddenBounds(Kind.LINES, 0);

  /** An estimate by this many projections. */
  public static HiddenBounds projected(int projections) {
    return new HiddenBounds(Kind.PROJECTIONS, projections);
  }

  /** Which lines bound a relu from below: those of the method that bounds hidden values so. */
  Below below() {
    return kind == Kind.INTERVALS ? Below.LEAST_AREA : Below.PARALLEL;
  }

  Tightening tightening(BoxStack stack, RandomStream random) {
    return switch (kind) {
      case INTERVALS -> Tightening.NONE;
      case LINES -> new TighteningByLines(stack, below());
      case PROJECTIONS -> new TighteningByProjections(stack, projections, random);
    };
  }
}

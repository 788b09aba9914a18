package org.linfnet.certify;

import java.util.List;
import org.linfnet.data.ExampleBlock;

/**
 * Evaluates blocks of examples of up to a given size. An example's result does not depend on the
 * examples beside it. Holds the buffers of its passes, so one thread uses it at a time.
 */
@FunctionalInterface
interface ExampleEvaluation {

  /** One result for each example, in their order. */
  List<ExampleResult> evaluate(ExampleBlock block);
}

package org.linfnet.certify;

import java.io.Serializable;
import org.linfnet.data.DatasetDescription;

/** A classifier whose numbers have been sent to the executors. */
interface SentClassifier extends Serializable {

  /** The examples that it takes. */
  DatasetDescription trainedOn();

  /** Its trained parameters. */
  int weightCount();

  /**
   * Its evaluation on the executor that asks.
   *
   * @param capacity the most examples of a block
   */
  ExampleEvaluation evaluation(EvaluationPlan plan, int capacity);

  /** Takes the numbers back from every executor; on the driver, once. */
  void destroy();
}

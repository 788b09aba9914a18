package org.linfnet.certify;

import java.io.Serializable;

/**
 * A search for points that are classified otherwise. What it does to an example depends on the
 * example and the attack's seed, not on the examples beside it.
 */
public interface Attack extends Serializable {

  /**
   * Attacks the examples that still stand.
   *
   * @param examples no more than the classifier's capacity; takes what is found
   */
  void attack(AttackedClassifier classifier, AttackedExamples examples);
}

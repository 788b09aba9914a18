package org.linfnet.attack;

/**
 * A search for points that are classified otherwise. What it does to an example depends on the
 * example and the attack's seed, not on the examples beside it.
 */
@FunctionalInterface
public interface Attack {

  /**
   * Attacks the examples that still stand.
   *
   * @param examples no more than the network's capacity; takes what is found
   */
  void attack(AttackedNetwork network, AttackedExamples examples);
}

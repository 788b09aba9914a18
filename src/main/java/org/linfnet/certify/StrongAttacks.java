package org.linfnet.certify;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.RandomStream;

/** x */
final class StrongAttacks {

  private StrongAttacks() {}

  /** x */
  static List<Attack> of(long seed, DatasetDescription attacked) {
    List<Attack> attacks = new ArrayList<>();
    attacks.add(new SquareAttack(attacked.shape(), 1000, new RandomStream(seed).at(1)));
    return attacks;
  }
}

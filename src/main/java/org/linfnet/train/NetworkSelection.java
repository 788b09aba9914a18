package org.linfnet.train;

import org.linfnet.network.NetworkState;

/** Which epoch's network a run ends with, and whether it ends before its last epoch. */
public interface NetworkSelection {

  /** A choice in one run. */
  interface Choice {

    /** Hears of an epoch; the network's arrays change afterwards. */
    void epochEnded(EpochRecord epoch, NetworkState network);

    /** Whether no more epochs are worth while. */
    boolean isMade();

    /** The chosen one, when the run has ended with {@code last}. */
    NetworkState chosen(NetworkState last);
  }

  /** A choice for a run by this recipe. */
  Choice choice(Recipe recipe);

  /** Every epoch runs, and the last one's network is taken. */
  NetworkSelection LAST =
      recipe ->
          new Choice() {
            @Override
            public void epochEnded(EpochRecord epoch, NetworkState network) {}

            @Override
            public boolean isMade() {
              return false;
            }

            @Override
            public NetworkState chosen(NetworkState last) {
              return last;
            }
          };
}

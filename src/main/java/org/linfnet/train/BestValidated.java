package org.linfnet.train;

import java.util.Optional;
import org.linfnet.network.NetworkState;

/**
 * Takes the network of the epoch that certified most validation examples, and ends the run when no
 * epoch has done better for a while.
 *
 * <p>Epochs count only once p is as large as it gets: before, the network that certifies, which has
 * p = infinity, is another than the one that is trained, and certifies next to nothing.
 *
 * @param patience how many epochs may go by without a better one
 */
public record BestValidated(int patience) implements NetworkSelection {

  @Override
  public Choice choice(Recipe recipe) {
    return new BestSoFar(recipe.p().at(recipe.epochs()), patience);
  }

  private static final class BestSoFar implements Choice {

    private final float largestP;
    private final int patience;
    private double bestCertified;
    private double bestClean;
    private int bestEpoch;
    private int epoch;
    private Optional<NetworkState> best = Optional.empty();

    BestSoFar(float largestP, int patience) {
      this.largestP = largestP;
      this.patience = patience;
    }

    @Override
    public void epochEnded(EpochRecord record, NetworkState network) {
      epoch = record.epoch();
      if (record.p() >= largestP && record.validation().isPresent()) {
        offer(record.validation().get(), network);
      }
    }

    private void offer(ValidationScore score, NetworkState network) {
      double certified = score.certifiedAccuracy();
      double clean = score.cleanAccuracy();
      if (best.isEmpty()
          || certified > bestCertified
          || (certified == bestCertified && clean > bestClean)) {
        best = Optional.of(network.copy());
        bestCertified = certified;
        bestClean = clean;
        bestEpoch = epoch;
      }
    }

    @Override
    public boolean isMade() {
      return best.isPresent() && epoch - bestEpoch >= patience;
    }

    @Override
    public NetworkState chosen(NetworkState last) {
      return best.orElse(last);
    }
  }
}

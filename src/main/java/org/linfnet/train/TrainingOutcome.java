package org.linfnet.train;

import java.util.List;

/**
 * What training gives.
 *
 * @param <N> the kind of network: over pixels or over features
 * @param network the finished network
 * @param recipe what it was trained by
 * @param history an epoch after another
 */
public record TrainingOutcome<N>(N network, Recipe recipe, List<EpochRecord> history) {}

package org.linfnet.train;

import java.util.List;

/**
 * What training gives.
 *
 * @param network the finished network
 * @param recipe what it was trained by
 * @param history an epoch after another
 */
public record TrainingOutcome(TrainedNetwork network, Recipe recipe, List<EpochRecord> history) {}

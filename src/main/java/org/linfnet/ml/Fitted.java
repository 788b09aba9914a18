package org.linfnet.ml;

import java.util.List;
import org.linfnet.train.EpochRecord;

/**
 * What a fit gives.
 *
 * @param network the finished network
 * @param history an epoch after another
 */
record Fitted(ModelNetwork network, List<EpochRecord> history) {}

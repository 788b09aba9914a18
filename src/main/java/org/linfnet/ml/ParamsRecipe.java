package org.linfnet.ml;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.apache.spark.ml.param.ParamMap;
import org.linfnet.InvalidInputException;
import org.linfnet.input.Augmentation;
import org.linfnet.input.FeatureScaling;
import org.linfnet.network.DistanceNet;
import org.linfnet.train.Adam;
import org.linfnet.train.CheckpointInterval;
import org.linfnet.train.LearningRateSchedule;
import org.linfnet.train.LossSchedule;
import org.linfnet.train.PSchedule;
import org.linfnet.train.Recipe;
import org.linfnet.train.WeightDecay;

/**
 * The recipe that a classifier's Params come to. p rises exponentially from a tenth of the epochs
 * until eight tenths of them, the learning rate falls along a cosine from a tenth until the end;
 * the rest is as in the method's recipes.
 */
final class ParamsRecipe {

  private static final double RISES_FROM = 0.1;
  private static final double RISES_UNTIL = 0.8;
  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.99;
  private static final double SMALL = 1e-10;
  private static final double ALWAYS = 1;

  private static final int STEPS_AN_EPOCH = 64;
  private static final int SMALLEST_BATCH = 32;
  private static final int LARGEST_BATCH = 1024;

  private ParamsRecipe() {}

  /**
   * @param rows to be trained on, which decide the batch where the Params do not
   */
  static Recipe of(LinfDistClassifierParams params, LongSupplier rows) {
    int epochs = params.getMaxIter();
    if (epochs < 1) {
      throw new InvalidInputException("maxIter is 0: a network needs at least one epoch");
    }
    float startP = (float) params.getStartP();
    float endP = (float) params.getEndP();
    if (endP < startP) {
      throw new InvalidInputException(
          "endP is %s and startP %s: p does not fall".formatted(endP, startP));
    }
    int batch =
        params.isDefined(params.batchSize()) ? params.getBatchSize() : batch(rows.getAsLong());
    return new Recipe(
        new DistanceNet(params.getHiddenLayers(), params.getWidth(), "identity", "batch").layers(),
        epochs,
        batch,
        params.getShards(),
        params.getSeed(),
        (float) params.getMargin(),
        (float) params.getEpsilon(),
        new PSchedule.Exponential(startP, endP, RISES_FROM * epochs, RISES_UNTIL * epochs),
        new LearningRateSchedule.Cosine(params.getStepSize(), RISES_FROM * epochs, epochs),
        LossSchedule.HINGE,
        new Adam(BETA_1, BETA_2, SMALL),
        new WeightDecay(0),
        false,
        FeatureScaling.named(params.getFeatureScaling()),
        new Augmentation(params.getCropPadding(), ALWAYS),
        new CheckpointInterval.Epochs(epochs),
        entries(params.extractParamMap(), batch));
  }

  /** What gives an epoch some {@value #STEPS_AN_EPOCH} steps, within reason. */
  private static int batch(long rows) {
    return (int) Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, rows / STEPS_AN_EPOCH));
  }

  private static SortedMap<String, String> entries(ParamMap params, int batch) {
    SortedMap<String, String> entries = new TreeMap<>();
    entries.put(LinfDistClassifierParams.BATCH_SIZE, String.valueOf(batch));
    for (var pair : scala.jdk.javaapi.CollectionConverters.asJava(params.toSeq())) {
      entries.put(pair.param().name(), String.valueOf(pair.value()));
    }
    return entries;
  }
}

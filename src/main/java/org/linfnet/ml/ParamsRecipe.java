package org.linfnet.ml;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.linfnet.InvalidInputException;
import org.linfnet.train.KeyRange;
import org.linfnet.train.Recipe;
import org.linfnet.train.RecipeFile;
import org.linfnet.train.RecipeKey;
import org.linfnet.train.TrainingMethod;

/**
 * The recipe that a classifier's Params come to. p rises exponentially from a tenth of the epochs
 * until eight tenths of them, the learning rate falls along a cosine from a tenth until the end;
 * keys without a Param have the defaults of recipes.
 */
final class ParamsRecipe {

  private static final double RISES_FROM = 0.1;
  private static final double RISES_UNTIL = 0.8;

  private static final int STEPS_AN_EPOCH = 64;
  private static final int SMALLEST_BATCH = 32;
  private static final int LARGEST_BATCH = 1024;

  private ParamsRecipe() {}

  /**
   * @param rows to be trained on, which decide the batch where the Params do not
   */
  static Recipe of(LinfDistParams params, LongSupplier rows) {
    int epochs = params.getMaxIter();
    if (epochs < 1) {
      throw new InvalidInputException("maxIter is 0: a network needs at least one epoch");
    }
    if (params.getEndP() < params.getStartP()) {
      throw new InvalidInputException(
          "endP is %s and startP %s: p does not fall"
              .formatted(params.getEndP(), params.getStartP()));
    }
    Map<RecipeKey, Object> values = RecipeParams.values(params);
    values.forEach(ParamsRecipe::requireInRange);
    leaveToMethod(values, params);
    values.computeIfAbsent(RecipeKey.BATCH, unset -> batch(rows.getAsLong()));
    values.putAll(schedules(epochs));
    return RecipeFile.parse("of the Params", text(values), List.of());
  }

  /** Spark's own Params are checked against wider ranges than recipes have. */
  private static void requireInRange(RecipeKey key, Object value) {
    KeyRange range = key.range();
    if (value instanceof Number number
        && !(number.doubleValue() >= range.least() && number.doubleValue() <= range.most())) {
      throw new InvalidInputException(
          "%s is %s: it must be %s"
              .formatted(key.param().orElseThrow().name(), value, range.description()));
    }
  }

  /** Leaves out Params that nobody set where the method has a default of its own. */
  private static void leaveToMethod(Map<RecipeKey, Object> values, LinfDistParams params) {
    for (RecipeKey key : TrainingMethod.named(params.getMethod()).defaults().keySet()) {
      key.param()
          .filter(param -> !params.isSet(params.getParam(param.name())))
          .ifPresent(unset -> values.remove(key));
    }
  }

  private static Map<RecipeKey, Object> schedules(int epochs) {
    Map<RecipeKey, Object> schedules = new EnumMap<>(RecipeKey.class);
    schedules.put(RecipeKey.P_RISE, "exponential");
    schedules.put(RecipeKey.P_RISES_FROM, RISES_FROM * epochs);
    schedules.put(RecipeKey.P_RISES_UNTIL, RISES_UNTIL * epochs);
    schedules.put(RecipeKey.LEARNING_RATE_FALL, "cosine");
    schedules.put(RecipeKey.LEARNING_RATE_FALLS_FROM, RISES_FROM * epochs);
    return schedules;
  }

  private static String text(Map<RecipeKey, Object> values) {
    return values.entrySet().stream()
        .map(entry -> "%s = %s\n".formatted(entry.getKey().key(), entry.getValue()))
        .collect(Collectors.joining());
  }

  /** What gives an epoch some {@value #STEPS_AN_EPOCH} steps, within reason. */
  private static int batch(long rows) {
    return (int) Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, rows / STEPS_AN_EPOCH));
  }
}

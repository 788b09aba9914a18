package org.linfnet.ml;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.param.Params;
import org.linfnet.WrittenNumber;
import org.linfnet.train.RecipeKey;
import org.linfnet.train.RecipeKey.EstimatorParam;

/** The Params that are keys of recipes: {@link RecipeKey} has their names, texts and ranges. */
final class RecipeParams {

  private RecipeParams() {}

  /** A Param for whole numbers in the key's range. */
  static IntParam wholeNumber(Params owner, RecipeKey key) {
    return new IntParam(
        owner,
        name(key),
        text(key),
        ParamValidators.inRange(key.range().least(), key.range().most()));
  }

  /** A Param for numbers in the key's range. */
  static DoubleParam number(Params owner, RecipeKey key) {
    return new DoubleParam(
        owner,
        name(key),
        text(key),
        ParamValidators.inRange(key.range().least(), key.range().most()));
  }

  /** A Param for one of the key's names. */
  static Param<String> choice(Params owner, RecipeKey key) {
    return new Param<>(owner, name(key), text(key), ParamValidators.inArray(key.range().names()));
  }

  private static String name(RecipeKey key) {
    return key.param().orElseThrow().name();
  }

  private static String text(RecipeKey key) {
    String remark = key.param().orElseThrow().remark();
    return "%s Values: %s. %s".formatted(key.meaning(), key.range().description(), remark).strip();
  }

  /** Gives each Param the default that its key names, where it names one. */
  static void setDefaults(Params owner) {
    for (RecipeKey key : RecipeKey.values()) {
      key.param()
          .filter(param -> param.usual().isPresent())
          .ifPresent(param -> setDefault(owner, owner.getParam(param.name()), param.usual().get()));
    }
  }

  @SuppressWarnings("unchecked") // The value is what the Param reads.
  private static <T> void setDefault(Params owner, Param<T> param, String text) {
    owner.setDefault(param, (T) value(param, text));
  }

  /** The values of the Params that have one, by their keys. */
  static Map<RecipeKey, Object> values(Params owner) {
    Map<RecipeKey, Object> values = new EnumMap<>(RecipeKey.class);
    for (RecipeKey key : RecipeKey.values()) {
      key.param()
          .map(param -> owner.getParam(param.name()))
          .filter(owner::isDefined)
          .ifPresent(param -> values.put(key, owner.getOrDefault(param)));
    }
    return values;
  }

  /**
   * Sets each Param whose key has a value.
   *
   * @param recipe keys with their values; fits of an earlier version have the Params' names instead
   */
  static void set(Params owner, Map<String, String> recipe) {
    for (RecipeKey key : RecipeKey.values()) {
      key.param()
          .ifPresent(
              param ->
                  value(recipe, key, param)
                      .ifPresent(
                          text -> {
                            Param<Object> target = owner.getParam(param.name());
                            owner.set(target, value(target, text));
                          }));
    }
  }

  private static Optional<String> value(
      Map<String, String> recipe, RecipeKey key, EstimatorParam param) {
    return Optional.ofNullable(recipe.getOrDefault(key.key(), recipe.get(param.name())));
  }

  /** A value of a Param in the notation of recipes. */
  static Object value(Param<?> param, String text) {
    if (param instanceof IntParam) {
      return new BigDecimal(text).intValueExact();
    }
    if (param instanceof LongParam) {
      return new BigDecimal(text).longValueExact();
    }
    return param instanceof DoubleParam ? (Object) WrittenNumber.of(text).value() : text;
  }
}

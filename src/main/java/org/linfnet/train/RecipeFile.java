package org.linfnet.train;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.linfnet.data.InvalidInputException;
import org.linfnet.network.MeanShift;
import org.linfnet.network.StartingWeights;
import org.linfnet.train.LossSchedule.MarginLoss;

/**
 * Reads recipes: HOCON, its keys those of {@code recipe-defaults.conf}, which also says what they
 * mean and what holds where a recipe is silent.
 */
public final class RecipeFile {

  private static final String DEFAULTS = "org/linfnet/train/recipe-defaults.conf";

  private RecipeFile() {}

  /**
   * A recipe out of its text.
   *
   * @param name where the text comes from, for messages
   * @param text HOCON
   * @param settings {@code key=value} lines that override the text
   * @throws InvalidInputException when a key is unknown or a value cannot be used
   */
  public static Recipe parse(String name, String text, List<String> settings) {
    try {
      Config given =
          ConfigFactory.parseString(
              text, ConfigParseOptions.defaults().setOriginDescription("recipe " + name));
      for (String setting : settings) {
        given = parseSetting(setting).withFallback(given);
      }
      return recipe(given);
    } catch (ConfigException e) {
      throw new InvalidInputException(e.getMessage().replace('\n', ' '));
    }
  }

  private static Config parseSetting(String setting) {
    if (setting.indexOf('=') < 1) {
      throw new InvalidInputException("--set " + setting + ": write it as --set key=value");
    }
    return ConfigFactory.parseString(
        setting, ConfigParseOptions.defaults().setOriginDescription("--set " + setting));
  }

  private static Recipe recipe(Config given) {
    Config defaults = ConfigFactory.parseResources(RecipeFile.class.getClassLoader(), DEFAULTS);
    for (Map.Entry<String, ConfigValue> entry : given.resolve().entrySet()) {
      if (!defaults.hasPath(entry.getKey())) {
        throw new InvalidInputException(
            "%s: there is no recipe key %s; there are %s"
                .formatted(
                    entry.getValue().origin().description(), entry.getKey(), keys(defaults)));
      }
    }
    return recipe(new RecipeValues(given.withFallback(defaults).resolve()));
  }

  private static Recipe recipe(RecipeValues values) {
    int epochs = values.wholeNumber("epochs", 1, 1_000_000);
    return new Recipe(
        values.wholeNumber("network.hidden-layers", 0, 1000),
        values.wholeNumber("network.width", 1, 1 << 20),
        values.choice(
            "network.start",
            Map.of("normal", StartingWeights.NORMAL, "identity", StartingWeights.IDENTITY)),
        epochs,
        values.wholeNumber("batch", 1, 1 << 24),
        values.wholeNumber("shards", 1, 1 << 16),
        values.longNumber("seed"),
        (float) values.number("margin", Float.MIN_NORMAL, 1e6),
        (float) values.number("epsilon", 0, 1),
        pSchedule(values, epochs),
        learningRate(values, epochs),
        loss(values, epochs),
        values.choice("mean-shift", Map.of("batch", MeanShift.BATCH, "running", MeanShift.RUNNING)),
        new Adam(
            values.number("adam.beta1", 0, 0.999999),
            values.number("adam.beta2", 0, 0.999999),
            values.number("adam.epsilon", 0, 1)),
        new WeightDecay(values.number("weight-decay", 0, 1)),
        values.choice("refit-means", Map.of("yes", true, "no", false)),
        values.wholeNumber("crop-padding", 0, 1000),
        values.number("crop-chance", 0, 1),
        values.checkpointInterval(Recipe.CHECKPOINT_EVERY),
        values.entries());
  }

  private static PSchedule pSchedule(RecipeValues values, int epochs) {
    float start = (float) values.number("p.start", 1, 10_000);
    float end = (float) values.number("p.end", start, 10_000);
    double from = values.number("p.rises-from", 0, epochs);
    double until = values.number("p.rises-until", from, epochs);
    PSchedule linear = new PSchedule.Linear(start, end, from, until);
    PSchedule exponential = new PSchedule.Exponential(start, end, from, until);
    PSchedule rise = values.choice("p.rise", Map.of("linear", linear, "exponential", exponential));
    double infinite = values.number("p.infinite-from", until, Double.POSITIVE_INFINITY);
    return infinite < epochs ? new PSchedule.EndingAtInfinity(rise, infinite) : rise;
  }

  private static LossSchedule loss(RecipeValues values, int epochs) {
    double start = values.number("loss.cross-entropy.start", 0, 1000);
    return new LossSchedule(
        values.choice(
            "loss.margin",
            Map.of("hinge", MarginLoss.HINGE, "clipped-hinge", MarginLoss.CLIPPED_HINGE)),
        start,
        values.number("loss.cross-entropy.end", start == 0 ? 0 : Double.MIN_NORMAL, 1000),
        values.number("loss.cross-entropy.scale", Float.MIN_NORMAL, 1e6),
        values.number("p.rises-from", 0, epochs),
        values.number("p.rises-until", 0, epochs));
  }

  private static LearningRateSchedule learningRate(RecipeValues values, int epochs) {
    double start = values.number("learning-rate.start", Double.MIN_NORMAL, 1000);
    double from = values.number("learning-rate.falls-from", 0, epochs);
    double divisor = values.number("learning-rate.divisor", 1, 1e9);
    LearningRateSchedule step = new LearningRateSchedule.Step(start, from, divisor);
    LearningRateSchedule cosine = new LearningRateSchedule.Cosine(start, from, epochs);
    return values.choice("learning-rate.fall", Map.of("step", step, "cosine", cosine));
  }

  private static String keys(Config config) {
    Map<String, ConfigValue> sorted = new TreeMap<>();
    config.entrySet().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return String.join(", ", sorted.keySet());
  }
}

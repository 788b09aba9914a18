package org.linfnet.train;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.linfnet.InvalidInputException;
import org.linfnet.input.Augmentation;
import org.linfnet.input.CropBorder;
import org.linfnet.input.FeatureScaling;
import org.linfnet.layer.LayerDescription;

/** Reads recipes: HOCON with the keys of {@link RecipeKey}. */
public final class RecipeFile {

  private static final Map<String, FeatureScaling> FEATURE_SCALINGS =
      Arrays.stream(FeatureScaling.values())
          .collect(Collectors.toMap(FeatureScaling::label, scaling -> scaling));
  private static final List<RecipeKey> SHORT_FORM =
      List.of(RecipeKey.HIDDEN_LAYERS, RecipeKey.WIDTH, RecipeKey.START, RecipeKey.MEAN_SHIFT);

  /** The moments that must lie within the run. */
  private static final List<RecipeKey> MOMENTS =
      List.of(
          RecipeKey.P_RISES_FROM,
          RecipeKey.P_RISES_UNTIL,
          RecipeKey.BOUNDS_RISE_FROM,
          RecipeKey.BOUNDS_RISE_UNTIL,
          RecipeKey.LEARNING_RATE_FALLS_FROM);

  private RecipeFile() {}

  /** Reads the text of a recipe. */
  @FunctionalInterface
  public interface Texts {

    /**
     * The text of a file.
     *
     * @throws IOException when it cannot be read
     */
    String read(String path) throws IOException;
  }

  /**
   * A recipe out of a text that includes no other.
   *
   * @param name where the text comes from, for messages
   * @param text HOCON
   * @param settings {@code key=value} lines that override the text
   * @throws InvalidInputException when a key is unknown or a value cannot be used
   */
  public static Recipe parse(String name, String text, List<String> settings) {
    return parse(name, text, settings, RecipeFile::refused);
  }

  private static String refused(String path) throws IOException {
    throw new IOException("this recipe is no file, so no file lies beside it");
  }

  /**
   * A recipe out of a file.
   *
   * @param path of the file; what the recipe includes lies beside it
   * @param settings {@code key=value} lines that override the file
   * @param texts reads this file and what it includes
   * @throws InvalidInputException when a key is unknown, a value cannot be used, or a file that is
   *     included cannot be read
   * @throws IOException when the file cannot be read
   */
  public static Recipe read(String path, List<String> settings, Texts texts) throws IOException {
    return parse(path, texts.read(path), settings, texts);
  }

  private static Recipe parse(String name, String text, List<String> settings, Texts texts) {
    try {
      Config given = ConfigFactory.parseString(text, RecipeIncludes.options(name, texts));
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
        setting,
        RecipeIncludes.options("of --set", RecipeFile::refused)
            .setOriginDescription("--set " + setting));
  }

  private static Recipe recipe(Config given) {
    for (Map.Entry<String, ConfigValue> entry : given.resolve().entrySet()) {
      if (RecipeKey.named(entry.getKey()).isEmpty()) {
        throw new InvalidInputException(
            "%s: there is no recipe key %s; there are %s"
                .formatted(
                    entry.getValue().origin().description(),
                    entry.getKey(),
                    String.join(", ", RecipeKey.names())));
      }
    }
    Config general = defaults();
    Config own = defaults(new RecipeValues(given.withFallback(general).resolve()).method());
    Config all = given.withFallback(own).withFallback(general).resolve();
    return recipe(new RecipeValues(withOneForm(given.resolve(), all)));
  }

  private static Config defaults() {
    return defaults(
        Arrays.stream(RecipeKey.values()).collect(Collectors.toMap(key -> key, RecipeKey::usual)),
        "the defaults of recipes");
  }

  private static Config defaults(TrainingMethod method) {
    return defaults(method.defaults(), "the defaults of the method " + method.label());
  }

  private static Config defaults(Map<RecipeKey, String> values, String origin) {
    String lines =
        values.entrySet().stream()
            .map(entry -> entry.getKey().key() + " = " + entry.getValue() + "\n")
            .collect(Collectors.joining());
    return ConfigFactory.parseString(
        lines, ConfigParseOptions.defaults().setOriginDescription(origin));
  }

  /** Leaves out the form that does not describe the network: the list of layers, or the other. */
  private static Config withOneForm(Config given, Config all) {
    if (all.getList(RecipeKey.LAYERS.key()).isEmpty()) {
      return all.withoutPath(RecipeKey.LAYERS.key());
    }
    Config listed = all;
    for (RecipeKey key : SHORT_FORM) {
      if (given.hasPath(key.key())) {
        throw new InvalidInputException(
            "%s: %s describes hidden layers, but %s lists the layers: leave out one of them"
                .formatted(
                    given.getValue(key.key()).origin().description(),
                    key.key(),
                    RecipeKey.LAYERS.key()));
      }
      listed = listed.withoutPath(key.key());
    }
    return given.hasPath(RecipeKey.METHOD.key())
        ? listed
        : listed.withoutPath(RecipeKey.METHOD.key());
  }

  private static Recipe recipe(RecipeValues values) {
    int epochs = values.wholeNumber(RecipeKey.EPOCHS);
    requireWithinRun(values, epochs);
    return new Recipe(
        layers(values),
        values.wholeNumber(RecipeKey.MEMBERS),
        epochs,
        values.wholeNumber(RecipeKey.BATCH),
        values.wholeNumber(RecipeKey.SHARDS),
        values.longNumber(RecipeKey.SEED),
        (float) values.number(RecipeKey.MARGIN),
        (float) values.number(RecipeKey.EPSILON),
        pSchedule(values, epochs),
        learningRate(values, epochs),
        TrainingObjective.schedule(values, epochs),
        new Adam(
            values.number(RecipeKey.ADAM_BETA1),
            values.number(RecipeKey.ADAM_BETA2),
            values.number(RecipeKey.ADAM_EPSILON)),
        new WeightDecay(values.number(RecipeKey.WEIGHT_DECAY)),
        values.choice(RecipeKey.REFIT_MEANS, Map.of("yes", true, "no", false)),
        values.choice(RecipeKey.FEATURE_SCALING, FEATURE_SCALINGS),
        augmentation(values),
        values.checkpointInterval(RecipeKey.CHECKPOINT_EVERY),
        values.entries());
  }

  private static Augmentation augmentation(RecipeValues values) {
    return new Augmentation(
        values.wholeNumber(RecipeKey.CROP_PADDING),
        values.choice(
            RecipeKey.CROP_BORDER, Map.of("zero", CropBorder.ZERO, "edge", CropBorder.EDGE)),
        values.number(RecipeKey.CROP_CHANCE),
        values.number(RecipeKey.MIRROR_CHANCE));
  }

  /** The layers that are listed, or else the method's network of the short form's sizes. */
  private static List<LayerDescription> layers(RecipeValues values) {
    if (values.has(RecipeKey.LAYERS)) {
      return values.layers(RecipeKey.LAYERS);
    }
    return values
        .method()
        .layers(
            new TrainingMethod.HiddenLayers(
                values.wholeNumber(RecipeKey.HIDDEN_LAYERS),
                values.wholeNumber(RecipeKey.WIDTH),
                values.name(RecipeKey.START),
                values.name(RecipeKey.MEAN_SHIFT)));
  }

  /** Names every schedule that does not fit the number of epochs, in one message. */
  private static void requireWithinRun(RecipeValues values, int epochs) {
    List<String> beyond =
        MOMENTS.stream()
            .filter(
                key -> !(values.moment(key, epochs) >= 0 && values.moment(key, epochs) <= epochs))
            .map(key -> "%s is %s".formatted(key.key(), values.text(key)))
            .toList();
    if (!beyond.isEmpty()) {
      throw new InvalidInputException(
          ("%s: epochs is %d, but %s: set them within the run, or write them as shares of it, such"
                  + " as 95 %%")
              .formatted(values.origin(RecipeKey.EPOCHS), epochs, String.join(" and ", beyond)));
    }
  }

  private static PSchedule pSchedule(RecipeValues values, int epochs) {
    float start = (float) values.number(RecipeKey.P_START);
    float end = (float) values.number(RecipeKey.P_END, start, RecipeKey.P_END.range().most());
    double from = values.moment(RecipeKey.P_RISES_FROM, epochs);
    double until = values.moment(RecipeKey.P_RISES_UNTIL, epochs);
    values.requireOrder(RecipeKey.P_RISES_FROM, RecipeKey.P_RISES_UNTIL, epochs);
    PSchedule linear = new PSchedule.Linear(start, end, from, until);
    PSchedule exponential = new PSchedule.Exponential(start, end, from, until);
    PSchedule rise =
        values.choice(RecipeKey.P_RISE, Map.of("linear", linear, "exponential", exponential));
    double infinite = values.moment(RecipeKey.P_INFINITE_FROM, epochs);
    values.requireOrder(RecipeKey.P_RISES_UNTIL, RecipeKey.P_INFINITE_FROM, epochs);
    return infinite < epochs ? new PSchedule.EndingAtInfinity(rise, infinite) : rise;
  }

  private static LearningRateSchedule learningRate(RecipeValues values, int epochs) {
    double start = values.number(RecipeKey.LEARNING_RATE);
    double from = values.moment(RecipeKey.LEARNING_RATE_FALLS_FROM, epochs);
    double divisor = values.number(RecipeKey.LEARNING_RATE_DIVISOR);
    LearningRateSchedule step = new LearningRateSchedule.Step(start, from, divisor);
    LearningRateSchedule cosine = new LearningRateSchedule.Cosine(start, from, epochs);
    return values.choice(RecipeKey.LEARNING_RATE_FALL, Map.of("step", step, "cosine", cosine));
  }
}

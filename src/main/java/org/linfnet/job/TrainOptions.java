package org.linfnet.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the command line of {@link TrainJob} says.
 *
 * @param recipe the recipe's file
 * @param train the table of training examples
 * @param validation the table that is scored after each epoch
 * @param model where to write
 * @param settings {@code key=value}, each over the recipe's
 * @param overwrite whether a model that exists is replaced
 */
record TrainOptions(
    String recipe,
    String train,
    Optional<String> validation,
    String model,
    List<String> settings,
    boolean overwrite) {

  static final TrainOptions NONE = new TrainOptions("", "", Optional.empty(), "", List.of(), false);

  TrainOptions withRecipe(String file) {
    return new TrainOptions(file, train, validation, model, settings, overwrite);
  }

  TrainOptions withTrain(String path) {
    return new TrainOptions(recipe, path, validation, model, settings, overwrite);
  }

  TrainOptions withValidation(String path) {
    return new TrainOptions(recipe, train, Optional.of(path), model, settings, overwrite);
  }

  TrainOptions withModel(String path) {
    return new TrainOptions(recipe, train, validation, path, settings, overwrite);
  }

  TrainOptions withSetting(String setting) {
    List<String> more = new ArrayList<>(settings);
    more.add(setting);
    return new TrainOptions(recipe, train, validation, model, List.copyOf(more), overwrite);
  }

  TrainOptions withOverwrite() {
    return new TrainOptions(recipe, train, validation, model, settings, true);
  }
}

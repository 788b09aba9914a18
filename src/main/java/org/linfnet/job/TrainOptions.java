package org.linfnet.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the command line of {@link TrainJob} says.
 *
 * @param recipe the recipe's file
 * @param train the table of training examples
 * @param validation the table that is scored after each epoch
 * @param heldOut how many of the training examples are scored so instead, and not trained on
 * @param model where to write
 * @param checkpoint the directory that takes checkpoints
 * @param resume whether to go on from the newest checkpoint
 * @param settings {@code key=value}, each over the recipe's
 * @param overwrite whether a model that exists is replaced
 */
record TrainOptions(
    String recipe,
    String train,
    Optional<String> validation,
    OptionalInt heldOut,
    String model,
    Optional<String> checkpoint,
    boolean resume,
    List<String> settings,
    boolean overwrite) {

  static final TrainOptions NONE =
      new TrainOptions(
          "",
          "",
          Optional.empty(),
          OptionalInt.empty(),
          "",
          Optional.empty(),
          false,
          List.of(),
          false);

  TrainOptions withRecipe(String file) {
    return new TrainOptions(
        file, train, validation, heldOut, model, checkpoint, resume, settings, overwrite);
  }

  TrainOptions withTrain(String path) {
    return new TrainOptions(
        recipe, path, validation, heldOut, model, checkpoint, resume, settings, overwrite);
  }

  TrainOptions withValidation(String path) {
    return new TrainOptions(
        recipe, train, Optional.of(path), heldOut, model, checkpoint, resume, settings, overwrite);
  }

  TrainOptions withHeldOut(int examples) {
    return new TrainOptions(
        recipe,
        train,
        validation,
        OptionalInt.of(examples),
        model,
        checkpoint,
        resume,
        settings,
        overwrite);
  }

  TrainOptions withModel(String path) {
    return new TrainOptions(
        recipe, train, validation, heldOut, path, checkpoint, resume, settings, overwrite);
  }

  TrainOptions withCheckpoint(String path) {
    return new TrainOptions(
        recipe, train, validation, heldOut, model, Optional.of(path), resume, settings, overwrite);
  }

  TrainOptions withResume() {
    return new TrainOptions(
        recipe, train, validation, heldOut, model, checkpoint, true, settings, overwrite);
  }

  TrainOptions withSetting(String setting) {
    List<String> more = new ArrayList<>(settings);
    more.add(setting);
    return new TrainOptions(
        recipe,
        train,
        validation,
        heldOut,
        model,
        checkpoint,
        resume,
        List.copyOf(more),
        overwrite);
  }

  TrainOptions withOverwrite() {
    return new TrainOptions(
        recipe, train, validation, heldOut, model, checkpoint, resume, settings, true);
  }
}

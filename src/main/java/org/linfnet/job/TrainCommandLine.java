package org.linfnet.job;

import org.linfnet.data.InvalidInputException;

/** The command line of {@link TrainJob}. */
final class TrainCommandLine extends CommandLine<TrainOptions> {

  TrainCommandLine() {
    super("submit/train.sh", TrainOptions.NONE);
    text("recipe")
        .required()
        .valueName("FILE")
        .text("how to train; conf/recipes holds some")
        .action((file, options) -> options.withRecipe(file));
    text("train")
        .required()
        .valueName("PATH")
        .text("the table of training examples")
        .action((path, options) -> options.withTrain(path));
    text("model")
        .required()
        .valueName("PATH")
        .text("takes the trained model, with recipe.conf and history.csv")
        .action((path, options) -> options.withModel(path));
    text("validation")
        .valueName("PATH")
        .text("a table that is scored after each epoch and not trained on")
        .action((path, options) -> options.withValidation(path));
    integer("hold-out")
        .valueName("N")
        .text("the N training examples with the highest ids are scored so, and not trained on")
        .action((examples, options) -> options.withHeldOut(examples));
    text("checkpoint")
        .valueName("DIR")
        .text("takes checkpoints, which --resume goes on from")
        .action((path, options) -> options.withCheckpoint(path));
    flag("resume")
        .text("goes on from the newest whole checkpoint, or starts if there is none")
        .action((given, options) -> options.withResume());
    text("set")
        .unbounded()
        .valueName("key=value")
        .text("overrides a key of the recipe; may be given more than once")
        .action((setting, options) -> options.withSetting(setting));
    flag("overwrite")
        .text("replaces a model that exists")
        .action((given, options) -> options.withOverwrite());
  }

  @Override
  protected void check(TrainOptions options) {
    if (options.heldOut().isPresent() && options.validation().isPresent()) {
      throw new InvalidInputException(
          "--hold-out and --validation both say what to score after each epoch: give one");
    }
    if (options.heldOut().orElse(1) < 1) {
      throw new InvalidInputException("--hold-out wants a number above 0");
    }
    if (options.resume() && options.checkpoint().isEmpty()) {
      throw new InvalidInputException(
          "--resume wants to know from where: give --checkpoint DIR (see --help)");
    }
  }
}

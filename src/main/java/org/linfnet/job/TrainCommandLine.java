package org.linfnet.job;

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
    text("set")
        .unbounded()
        .valueName("key=value")
        .text("overrides a key of the recipe; may be given more than once")
        .action((setting, options) -> options.withSetting(setting));
    flag("overwrite")
        .text("replaces a model that exists")
        .action((given, options) -> options.withOverwrite());
  }
}

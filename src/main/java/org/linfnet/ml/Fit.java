package org.linfnet.ml;

import static org.apache.spark.sql.functions.not;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.input.FeatureScaling;
import org.linfnet.train.BestValidated;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.NetworkSelection;
import org.linfnet.train.Recipe;
import org.linfnet.train.TrainingListener;
import org.linfnet.train.spark.ExampleTable;
import org.linfnet.train.spark.ExampleTable.ClassLimit;
import org.linfnet.train.spark.FitMemory;
import org.linfnet.train.spark.LabelledExamples;
import org.linfnet.train.spark.TableColumns;
import org.linfnet.train.spark.Trainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run of training by a classifier's Params. */
final class Fit {

  private static final Logger LOG = LoggerFactory.getLogger(LinfDistClassifier.class);
  private static final String CLASSES_MEND = "set numClasses, or raise maxNumClasses";

  private final LinfDistClassifier params;
  private final InvalidRows invalid;
  private final ExampleTable rows;
  private final Optional<Column> indicator;

  /**
   * @param table has the columns that the Params name
   */
  Fit(LinfDistClassifier params, Dataset<Row> table) {
    FitSchema schema = new FitSchema(params);
    this.params = params;
    this.invalid = InvalidRows.named(params.getHandleInvalid());
    this.rows = new ExampleTable(table, schema.columns(), invalid);
    this.indicator = schema.indicator().map(name -> TableColumns.of(table, name));
  }

  /**
   * @throws InvalidInputException when the rows cannot be trained on, or training diverges
   */
  Trainer.Outcome run() {
    indicator.ifPresent(this::requireMarked);
    ExampleTable used = indicator.map(held -> rows.where(held.isNotNull())).orElse(rows);
    int classes = classes(used);
    requireThresholds(classes);
    int width = used.width();
    ExampleTable training = indicator.map(held -> rows.where(not(held))).orElse(rows);
    Recipe recipe = ParamsRecipe.of(params, () -> training.count(width, classes));
    FitMemory.require(recipe, training, width, classes);
    return trainer(recipe)
        .train(
            labelled(training, width, classes),
            indicator.map(held -> labelled(rows.where(held), width, classes)));
  }

  /** A row whose indicator is null is neither trained on nor validated with. */
  private void requireMarked(Column held) {
    if (invalid == InvalidRows.ERROR && !rows.where(held.isNull()).table().isEmpty()) {
      invalid.requireAllowed("null in column " + params.getValidationIndicatorCol());
    }
  }

  private int classes(ExampleTable used) {
    return params.isDefined(params.numClasses())
        ? params.getNumClasses()
        : used.classes(new ClassLimit(params.getMaxNumClasses(), CLASSES_MEND));
  }

  /** Before training, so that none is lost: the model would refuse them. */
  private void requireThresholds(int classes) {
    if (params.isDefined(params.thresholds()) && params.getThresholds().length != classes) {
      throw new InvalidInputException(
          "there are %d thresholds and %d classes: set one for each class"
              .formatted(params.getThresholds().length, classes));
    }
  }

  private LabelledExamples labelled(ExampleTable table, int width, int classes) {
    return table.labelled(width, classes, FeatureScaling.named(params.getFeatureScaling()));
  }

  private Trainer trainer(Recipe recipe) {
    NetworkSelection selection =
        indicator.isPresent() ? new BestValidated(params.getPatience()) : NetworkSelection.LAST;
    return new Trainer(recipe, new LoggedEpochs(recipe.allEpochs()), selection);
  }

  /**
   * Logs each epoch.
   *
   * @param epochs how many there are at most
   */
  private record LoggedEpochs(int epochs) implements TrainingListener {

    @Override
    public void stepEnded(int epoch, int step, int steps) {}

    @Override
    public void epochEnded(EpochRecord epoch) {
      LOG.info("{}", epoch.toLine(epochs));
    }
  }
}

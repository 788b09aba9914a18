package org.linfnet.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;

import java.util.Optional;
import org.apache.spark.ml.util.MetadataUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.linfnet.data.InvalidInputException;
import org.linfnet.train.BestValidated;
import org.linfnet.train.NetworkSelection;
import org.linfnet.train.Recipe;
import org.linfnet.train.Trainer;

/**
 * The rows that a classifier is fitted on.
 *
 * @param classifier names the columns
 * @param table has them
 */
record LabelledRows(LinfDistClassifierParams classifier, Dataset<Row> table) {

  /** The rows to train on. */
  Dataset<Row> training() {
    return schema().validated() ? table.where(not(indicator())) : table;
  }

  /** The rows to validate with, if an indicator tells them. */
  Optional<Dataset<Row>> validation() {
    return schema().validated() ? Optional.of(table.where(indicator())) : Optional.empty();
  }

  Column features() {
    return table.col(classifier.getFeaturesCol());
  }

  /** As DOUBLE. */
  Column label() {
    return table.col(classifier.getLabelCol()).cast("double");
  }

  /** As DOUBLE, 1 where rows are not weighted. */
  Column weight() {
    return schema().weighted() ? table.col(classifier.getWeightCol()).cast("double") : lit(1.0);
  }

  /** The classes: as many as are set, or as the label's metadata says, or as labels show. */
  int classes() {
    if (classifier.isDefined(classifier.numClasses())) {
      return classifier.getNumClasses();
    }
    scala.Option<Object> said =
        MetadataUtils.getNumClasses(table.schema().apply(classifier.getLabelCol()));
    return said.isDefined() ? (Integer) said.get() : classesSeen();
  }

  private int classesSeen() {
    Row largest =
        table
            .select(label().as("label"))
            .where("label is not null and not isnan(label)")
            .agg(max(col("label")))
            .head();
    if (largest.isNullAt(0)) {
      throw new InvalidInputException("there are no training examples: no row has a label");
    }
    double label = largest.getDouble(0);
    if (!(label <= Integer.MAX_VALUE - 1)) {
      throw new InvalidInputException(
          "the largest label is " + label + ": labels are 0 to K - 1, set numClasses to K");
    }
    return Math.max(2, (int) label + 1);
  }

  /** How many rows there are to train on, those of weight 0 aside. */
  private long examples() {
    return training().where(weight().gt(0)).count();
  }

  InvalidRows invalid() {
    return InvalidRows.named(classifier.getHandleInvalid());
  }

  Trainer trainer() {
    Recipe recipe = ParamsRecipe.of(classifier, this::examples);
    NetworkSelection selection =
        schema().validated() ? new BestValidated(classifier.getPatience()) : NetworkSelection.LAST;
    return new Trainer(recipe, new LoggedEpochs(recipe.epochs()), selection);
  }

  private FitSchema schema() {
    return new FitSchema(classifier);
  }

  private Column indicator() {
    return table.col(classifier.getValidationIndicatorCol());
  }
}

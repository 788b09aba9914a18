package org.linfnet.ml;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.Metadata;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.ImageShape;
import org.linfnet.data.InvalidInputException;
import org.linfnet.data.Split;
import org.linfnet.train.TrainedNetwork;
import org.linfnet.train.TrainingOutcome;

/**
 * Fits a network to images, one byte a pixel. Shape, mu and sigma are what the column's metadata
 * says; where it says nothing, an image is a row of pixels, and mu and sigma are measured.
 *
 * @param rows to be fitted
 */
record PixelFit(LabelledRows rows) {

  private static final int PIXELS = 0;
  private static final int LABEL = 1;
  private static final int HASH = 2;

  Fitted run() {
    DatasetDescription description = description();
    TrainingOutcome<TrainedNetwork> outcome =
        rows.trainer()
            .train(
                table(rows.training(), description),
                rows.validation().map(table -> table(table, description)));
    return new Fitted(
        LinfDistClassificationModel.modelNetwork(outcome.network()), outcome.history());
  }

  private Dataset<Row> table(Dataset<Row> table, DatasetDescription description) {
    int classes = description.classes();
    InvalidRows invalid = rows.invalid();
    JavaRDD<Row> examples =
        table
            .select(
                rows.features(), rows.label(), functions.xxhash64(rows.label(), rows.features()))
            .toJavaRDD()
            .filter(row -> isUsable(row, invalid))
            .map(row -> example(row, classes));
    return table.sparkSession().createDataFrame(examples, ExampleSchema.of(description));
  }

  private static boolean isUsable(Row row, InvalidRows invalid) {
    boolean whole =
        !row.isNullAt(PIXELS) && !row.isNullAt(LABEL) && Double.isFinite(row.getDouble(LABEL));
    if (!whole) {
      invalid.keeps(row);
    }
    return whole;
  }

  private static Row example(Row row, int classes) {
    return RowFactory.create(
        row.getLong(HASH), ExampleReader.label(row.getDouble(LABEL), classes), row.get(PIXELS));
  }

  private DatasetDescription description() {
    Metadata metadata = rows.table().schema().apply(rows.classifier().getFeaturesCol()).metadata();
    return DatasetDescription.isIn(metadata)
        ? DatasetDescription.fromMetadata(metadata)
        : measured();
  }

  private DatasetDescription measured() {
    JavaRDD<PixelMoments> images =
        rows.training()
            .select(rows.features())
            .toJavaRDD()
            .filter(row -> !row.isNullAt(PIXELS))
            .map(row -> PixelMoments.of(row.getAs(PIXELS)));
    if (images.isEmpty()) {
      throw new InvalidInputException("there are no training examples: no row has pixels");
    }
    PixelMoments moments = images.reduce(PixelMoments::plus);
    return new DatasetDescription(
        rows.classifier().uid(),
        Split.TRAIN,
        new ImageShape(1, moments.largestImage()),
        rows.classes(),
        moments.standardisation());
  }
}

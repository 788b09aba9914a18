package org.linfnet.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleSchema;
import org.linfnet.network.NetworkShape;
import org.linfnet.report.FirstLayer;
import org.linfnet.report.TrainingHistory;
import org.linfnet.report.WeightImages;
import org.linfnet.train.TrainedNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures of what training wrote.
 *
 * @param directory the model's
 * @param network the model
 */
record ModelFigures(InputDirectory directory, TrainedNetwork network, SparkSession spark) {

  private static final Logger LOG = LoggerFactory.getLogger(ModelFigures.class);
  private static final String HISTORY = "history.csv";
  private static final int NEURONS_SHOWN = 18;
  private static final int EXAMPLES_SEARCHED = 10_000;

  Optional<TrainingHistory> history() throws IOException {
    return directory.table(HISTORY).flatMap(TrainingHistory::of);
  }

  /**
   * The first layer's weights beside the nearest of the examples.
   *
   * @param examples a table; without it, or when it is no longer there, nothing is drawn
   */
  Optional<WeightImages> firstLayer(Optional<String> examples) {
    if (examples.isEmpty()) {
      return Optional.empty();
    }
    try {
      byte[] pixels = pixels(examples.get());
      return pixels.length == 0
          ? Optional.empty()
          : Optional.of(new WeightImages(layer(), pixels, NEURONS_SHOWN));
    } catch (AnalysisException e) {
      LOG.warn("no picture of the first layer: the examples at {} are gone", examples.get());
      return Optional.empty();
    }
  }

  private FirstLayer layer() {
    NetworkShape shape = network.shape();
    DatasetDescription trainedOn = network.trainedOn();
    float[] weights =
        Arrays.copyOf(network.state().parameters(), shape.inputs() * shape.layerOutputs(0));
    return FirstLayer.ofNetwork(weights, trainedOn.shape(), trainedOn.standardisation());
  }

  private byte[] pixels(String path) throws AnalysisException {
    Dataset<Row> table = spark.read().parquet(path);
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    for (Row row :
        table
            .select(ExampleSchema.PIXELS)
            .orderBy(ExampleSchema.ID)
            .limit(EXAMPLES_SEARCHED)
            .collectAsList()) {
      pixels.writeBytes(row.getAs(0));
    }
    return pixels.toByteArray();
  }
}

package org.linfnet.job;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.InputColumn;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.StoredValues;
import org.linfnet.layer.Slot;
import org.linfnet.network.Network;
import org.linfnet.report.FirstLayer;
import org.linfnet.report.TrainingHistory;
import org.linfnet.report.WeightImages;
import org.linfnet.train.spark.TableColumns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The figures of what training wrote.
 *
 * @param directory the model's
 * @param network the model's network
 */
record ModelFigures(InputDirectory directory, EncodedNetwork network, SparkSession spark) {

  private static final Logger LOG = LoggerFactory.getLogger(ModelFigures.class);
  private static final String HISTORY = "history.csv";
  private static final String DISTANCE = "distance";
  private static final int NEURONS_SHOWN = 18;
  private static final int EXAMPLES_SEARCHED = 10_000;

  Optional<TrainingHistory> history() throws IOException {
    return directory.table(HISTORY).flatMap(TrainingHistory::of);
  }

  /**
   * The weights of the first layer, when they are prototypes of pictures, beside the nearest of the
   * examples.
   *
   * @param record names the examples; nothing is drawn when they are gone or have changed
   */
  Optional<WeightImages> firstLayer(EvaluationRecord record) {
    Optional<FirstLayer> layer = layer();
    if (layer.isEmpty() || record.data().isEmpty()) {
      return Optional.empty();
    }
    String data = record.data().get();
    try {
      Stream<double[]> examples =
          examples(
              ExampleTables.read(data, record.format(), spark),
              record.inputs().orElse(ExampleSchema.PIXELS));
      return WeightImages.of(layer.get(), examples, NEURONS_SHOWN);
    } catch (Exception e) { // Scala declares none of those that Spark throws.
      LOG.warn(
          "no picture of the first layer, since the examples at {} cannot be used: {}",
          data,
          UserMistake.in(e).orElse(e.getClass().getSimpleName()));
      return Optional.empty();
    }
  }

  private Optional<FirstLayer> layer() {
    Network layers = network.network();
    if (!layers.descriptions().get(0).kind().equals(DISTANCE)) {
      return Optional.empty();
    }
    Slot weights = layers.layers().get(0).slots().get(0);
    float[] numbers = Arrays.copyOfRange(network.state().numbers(), weights.at(), weights.end());
    return FirstLayer.ofNetwork(numbers, network.encoding());
  }

  private Stream<double[]> examples(Dataset<Row> table, String inputs) {
    boolean ordered = TableColumns.find(table.schema(), ExampleSchema.ID).isPresent();
    Dataset<Row> rows = ordered ? table.orderBy(TableColumns.of(table, ExampleSchema.ID)) : table;
    Encoding encoding = network.encoding();
    int width = encoding.shape().size();
    InputColumn column =
        TableColumns.find(table.schema(), inputs)
            .map(InputColumn::of)
            .orElseThrow(() -> new InvalidInputException("there is no column " + inputs));
    return rows
        .select(TableColumns.of(table, inputs))
        .limit(EXAMPLES_SEARCHED)
        .collectAsList()
        .stream()
        .flatMap(row -> column.read(row.get(0), width).stream())
        .map(stored -> values(encoding, stored));
  }

  private static double[] values(Encoding encoding, StoredValues stored) {
    double[] values = new double[encoding.shape().size()];
    encoding.toUser(stored, 0, values, 0);
    return values;
  }
}

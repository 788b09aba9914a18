package org.linfnet.ml;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.train.NetworkBroadcast;

/**
 * A network as a table: {@code array STRING} (parameters or means), {@code at INT}, {@code values
 * ARRAY<FLOAT>}, the arrays cut into rows of a bounded length. The shape and the description of the
 * training examples live in the metadata of {@code values}.
 */
final class NetworkTable {

  private static final int ROW_LENGTH = 1 << 16;
  private static final int ROWS_IN_A_FILE = 64;
  private static final String PARAMETERS = "parameters";
  private static final String MEANS = "means";
  private static final String NETWORK = "network";
  private static final String INPUTS = "inputs";
  private static final String HIDDEN_LAYERS = "hiddenLayers";
  private static final String WIDTH = "width";
  private static final String CLASSES = "classes";
  private static final String TRAINED_ON = "trainedOn";

  private NetworkTable() {}

  static StructType schema(NetworkShape shape, NetworkInputs inputs) {
    return new StructType()
        .add("array", DataTypes.StringType, false)
        .add("at", DataTypes.IntegerType, false)
        .add(
            new StructField(
                "values",
                DataTypes.createArrayType(DataTypes.FloatType, false),
                false,
                metadata(shape, inputs)));
  }

  /** The rows, cut out of the numbers by the tasks that write them. */
  static JavaRDD<Row> rows(JavaSparkContext spark, NetworkBroadcast sent) {
    int rows = rowsOf(sent.shape().parameterCount()) + rowsOf(sent.shape().meanCount());
    List<Integer> numbers = IntStream.range(0, rows).boxed().toList();
    int files = (rows + ROWS_IN_A_FILE - 1) / ROWS_IN_A_FILE;
    return spark.parallelize(numbers, files).map(number -> row(sent.state(), number));
  }

  private static int rowsOf(int values) {
    return (values + ROW_LENGTH - 1) / ROW_LENGTH;
  }

  private static Row row(NetworkState state, int number) {
    int ofParameters = rowsOf(state.parameters().length);
    return number < ofParameters
        ? row(PARAMETERS, state.parameters(), number * ROW_LENGTH)
        : row(MEANS, state.means(), (number - ofParameters) * ROW_LENGTH);
  }

  private static Row row(String name, float[] values, int at) {
    float[] part = Arrays.copyOfRange(values, at, Math.min(values.length, at + ROW_LENGTH));
    return RowFactory.create(name, at, part);
  }

  static ModelNetwork read(Dataset<Row> table) {
    Metadata metadata = table.schema().apply("values").metadata();
    Metadata sides = metadata.getMetadata(NETWORK);
    NetworkShape shape =
        new NetworkShape(
            Math.toIntExact(sides.getLong(INPUTS)),
            Math.toIntExact(sides.getLong(HIDDEN_LAYERS)),
            Math.toIntExact(sides.getLong(WIDTH)),
            Math.toIntExact(sides.getLong(CLASSES)));
    NetworkState state =
        new NetworkState(new float[shape.parameterCount()], new float[shape.meanCount()]);
    for (Row row : table.select("array", "at", "values").collectAsList()) {
      float[] target = row.getString(0).equals(PARAMETERS) ? state.parameters() : state.means();
      paste(row.getList(2), target, row.getInt(1));
    }
    return new ModelNetwork(
        shape, state, NetworkInputs.fromMetadata(metadata.getMetadata(TRAINED_ON)));
  }

  private static Metadata metadata(NetworkShape shape, NetworkInputs inputs) {
    Metadata sides =
        new MetadataBuilder()
            .putLong(INPUTS, shape.inputs())
            .putLong(HIDDEN_LAYERS, shape.hiddenLayers())
            .putLong(WIDTH, shape.width())
            .putLong(CLASSES, shape.classes())
            .build();
    return new MetadataBuilder()
        .putMetadata(NETWORK, sides)
        .putMetadata(TRAINED_ON, inputs.toMetadata())
        .build();
  }

  private static void paste(List<Float> values, float[] target, int at) {
    for (int i = 0; i < values.size(); i++) {
      target[at + i] = values.get(i);
    }
  }
}

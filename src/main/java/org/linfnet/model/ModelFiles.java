package org.linfnet.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.Metadata;
import org.linfnet.InvalidInputException;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.layer.Slot;
import org.linfnet.network.NetworkState;
import org.linfnet.train.spark.NetworkBroadcast;

/**
 * The directory of a saved model: Parquet under {@code data/}, and beside it what Spark ML saves of
 * a stage under {@code metadata/}, which is not needed here.
 */
public final class ModelFiles {

  private static final String DATA = "data";

  private ModelFiles() {}

  /** Writes {@code data/} in a directory, which must not have it yet. */
  public static void write(SparkSession session, TrainedModel model, String directory) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    NetworkBroadcast sent = new NetworkBroadcast(spark, model.network().state());
    try {
      session
          .createDataFrame(
              NetworkTable.rows(spark, sent),
              NetworkTable.schema(ModelDescription.of(model).toMetadata()))
          .write()
          .parquet(data(directory));
    } finally {
      sent.destroy();
    }
  }

  /**
   * Reads a saved model of this version or the one before.
   *
   * @throws InvalidInputException when there is none, it is damaged, or a newer linfnet wrote it
   */
  public static TrainedModel read(SparkSession session, String directory) {
    require(session, directory, DATA);
    return reading(directory, () -> read(session.read().parquet(data(directory))));
  }

  private static TrainedModel read(Dataset<Row> table) {
    Metadata metadata = NetworkTable.description(table.schema());
    return FirstModelVersion.isIn(metadata)
        ? FirstModelVersion.read(table, metadata)
        : read(table, ModelDescription.fromMetadata(metadata));
  }

  private static TrainedModel read(Dataset<Row> table, ModelDescription description) {
    Map<String, List<Slot>> slots =
        description.network().slots().stream().collect(Collectors.toMap(Slot::name, List::of));
    float[] numbers =
        NetworkTable.read(table, NetworkTable.SLOT, slots, description.network().size());
    NetworkState state = new NetworkState(description.network(), numbers);
    TrainedModel model =
        new TrainedModel(
            new EncodedNetwork(state, description.encoding()),
            description.recipe(),
            description.temperature());
    if (!model.sha256().equals(description.sha256())) {
      throw new InvalidInputException(
          "the SHA-256 of its numbers is not the one that it was saved with;"
              + " copy the model again, or train it again");
    }
    return model;
  }

  private static String data(String directory) {
    return new Path(directory, DATA).toString();
  }

  /**
   * Requires a part of a model's directory.
   *
   * @throws InvalidInputException when it is not there
   */
  public static void require(SparkSession session, String directory, String part) {
    Path path = new Path(directory, part);
    try {
      if (!path.getFileSystem(session.sparkContext().hadoopConfiguration()).exists(path)) {
        throw new InvalidInputException(
            ("there is no model at %s, or not all of it: it has no %s/;"
                    + " name the directory of a saved model, or copy the model again")
                .formatted(directory, part));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for a model at " + directory, e);
    }
  }

  /**
   * Runs a part of the reading of a model.
   *
   * @throws InvalidInputException when it fails; the message names the directory and the cause
   */
  public static <T> T reading(String directory, Callable<T> part) {
    try {
      return part.call();
    } catch (InvalidInputException e) {
      throw unreadable(directory, e.getMessage());
    } catch (Exception e) { // Spark throws checked exceptions that its Java signatures hide.
      throw unreadable(
          directory,
          "a file is missing or cannot be read (%s); copy the model again, or train it again"
              .formatted(firstLine(rootCause(e))));
    }
  }

  private static InvalidInputException unreadable(String directory, String cause) {
    return new InvalidInputException(
        "the model at %s cannot be read: %s".formatted(directory, cause));
  }

  private static Throwable rootCause(Throwable fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static String firstLine(Throwable fault) {
    String message = fault.getMessage() == null ? fault.toString() : fault.getMessage();
    return message.lines().findFirst().orElse("");
  }
}

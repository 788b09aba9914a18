package org.linfnet.job;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.certify.Perceptron;
import org.linfnet.data.BlockwiseRows;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.InvalidInputException;

/**
 * The fit of MLlib's perceptron to a table of images, the pixels standardised as a distance net's
 * are.
 *
 * @param hiddenLayers their widths
 * @param iterations the most that L-BFGS takes
 * @param seed of the first weights
 */
record PerceptronFit(List<Integer> hiddenLayers, int iterations, long seed) {

  private static final int BLOCK = 256;
  private static final StructType POINT =
      new StructType()
          .add("label", DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), false);

  /**
   * Fits.
   *
   * @param table with the columns of {@link ExampleSchema}
   * @throws InvalidInputException when the table cannot be used or is empty
   */
  Fitted to(Dataset<Row> table) {
    DatasetDescription description = ExampleSchema.describe(table.schema());
    if (table.isEmpty()) {
      throw new InvalidInputException("there is no example to train on: name a table with rows");
    }
    int[] widths = widths(description);
    MultilayerPerceptronClassifier classifier =
        new MultilayerPerceptronClassifier().setLayers(widths).setMaxIter(iterations).setSeed(seed);
    MultilayerPerceptronClassificationModel model = classifier.fit(points(table, description));
    return new Fitted(
        new Perceptron(widths, model.weights().toArray(), description),
        model.summary().totalIterations());
  }

  private int[] widths(DatasetDescription description) {
    return Stream.of(
            Stream.of(description.shape().inputs()),
            hiddenLayers.stream(),
            Stream.of(description.classes()))
        .flatMap(widths -> widths)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** {@code label, features} as MLlib takes them. */
  static Dataset<Row> points(Dataset<Row> table, DatasetDescription description) {
    MapPartitionsFunction<Row, Row> toPoints =
        rows -> new BlockwiseRows(rows, BLOCK, block -> points(block, description));
    return table
        .select(ExampleSchema.ID, ExampleSchema.LABEL, ExampleSchema.PIXELS)
        .mapPartitions(toPoints, Encoders.row(POINT));
  }

  private static List<Row> points(List<Row> rows, DatasetDescription description) {
    ExampleBlock block = ExampleBlock.of(rows.iterator(), description);
    return IntStream.range(0, block.size()).mapToObj(b -> point(block, b, description)).toList();
  }

  private static Row point(ExampleBlock block, int b, DatasetDescription description) {
    float[] inputs = new float[block.inputs()];
    description
        .standardisation()
        .standardise(block.pixels(), b * inputs.length, inputs, 0, inputs.length);
    double[] features = IntStream.range(0, inputs.length).mapToDouble(i -> inputs[i]).toArray();
    return RowFactory.create((double) block.labels()[b], Vectors.dense(features));
  }

  /**
   * What came of it.
   *
   * @param iterations that L-BFGS took
   */
  record Fitted(Perceptron perceptron, int iterations) {}
}

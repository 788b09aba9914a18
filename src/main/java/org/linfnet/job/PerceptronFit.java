package org.linfnet.job;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.EncodingRule;
import org.linfnet.input.EncodingRule.Measurement;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Slot;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;
import org.linfnet.train.spark.LabelledExamples;

/**
 * The fit of MLlib's multilayer perceptron to a table of examples. Inputs are encoded as a distance
 * net's are. The fitted perceptron becomes a network of affine and logistic layers.
 *
 * @param hiddenLayers their widths
 * @param iterations the most that L-BFGS takes
 * @param seed of the first weights
 */
record PerceptronFit(List<Integer> hiddenLayers, int iterations, long seed) {

  private static final StructType POINT =
      new StructType()
          .add("label", DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), false);

  /**
   * What a fit gives.
   *
   * @param network the perceptron in floats, with the encoding of its inputs
   * @param widths of the inputs, the hidden layers and the classes
   * @param iterations that L-BFGS took
   * @param seconds that the fit took
   */
  record Fitted(EncodedNetwork network, int[] widths, int iterations, double seconds) {}

  /** Fits to encoded examples. */
  Fitted to(LabelledExamples examples, Encoding encoding, SparkSession spark) {
    int[] widths =
        Stream.of(
                Stream.of(encoding.shape().size()),
                hiddenLayers.stream(),
                Stream.of(examples.classes()))
            .flatMap(part -> part)
            .mapToInt(Integer::intValue)
            .toArray();
    MultilayerPerceptronClassifier classifier =
        new MultilayerPerceptronClassifier().setLayers(widths).setMaxIter(iterations).setSeed(seed);
    Dataset<Row> points = points(spark, examples, encoding);
    long began = System.nanoTime();
    MultilayerPerceptronClassificationModel model = classifier.fit(points);
    double seconds = (System.nanoTime() - began) * 1e-9;
    NetworkState state = network(encoding, widths, model.weights().toArray());
    return new Fitted(
        new EncodedNetwork(state, encoding), widths, model.summary().totalIterations(), seconds);
  }

  /**
   * The encoding of examples, as known or as measured.
   *
   * @throws InvalidInputException when there are none
   */
  static Encoding encoding(LabelledExamples examples) {
    if (examples.blocks().isEmpty()) {
      throw new InvalidInputException("there is no example to train on: name a table with rows");
    }
    Optional<Encoding> known = examples.rule().known();
    return known.orElseGet(() -> measured(examples));
  }

  private static Encoding measured(LabelledExamples examples) {
    StoredValues empty = examples.empty();
    EncodingRule rule = examples.rule();
    JavaRDD<Measurement> parts =
        examples
            .blocks()
            .mapPartitions(
                partition -> {
                  List<ExampleBlock> blocks = new ArrayList<>();
                  partition.forEachRemaining(blocks::add);
                  ExampleBlock all = ExampleBlock.merged(blocks, empty);
                  return List.of(rule.measure(all)).iterator();
                });
    return parts.collect().stream().reduce(Measurement::plus).orElseThrow().encoding();
  }

  /** {@code label, features} as MLlib takes them. */
  static Dataset<Row> points(SparkSession spark, LabelledExamples examples, Encoding encoding) {
    return spark.createDataFrame(
        examples.blocks().flatMap(block -> points(block, encoding)), POINT);
  }

  private static Iterator<Row> points(ExampleBlock block, Encoding encoding) {
    return IntStream.range(0, block.size()).mapToObj(b -> point(block, b, encoding)).iterator();
  }

  private static Row point(ExampleBlock block, int example, Encoding encoding) {
    int width = encoding.shape().size();
    double[] values = new double[width];
    float[] inputs = new float[width];
    encoding.toUser(block.values(), example, values, 0);
    encoding.encode(values, 0, inputs, 0);
    double[] features = IntStream.range(0, width).mapToDouble(i -> inputs[i]).toArray();
    return RowFactory.create((double) block.labels()[example], Vectors.dense(features));
  }

  /**
   * The perceptron as a network.
   *
   * @param widths of the inputs, the hidden layers and the classes
   * @param weights as MLlib keeps them: each layer's matrix column by column, then its bias
   */
  static NetworkState network(Encoding encoding, int[] widths, double[] weights) {
    List<LayerDescription> layers = new ArrayList<>();
    for (int layer = 1; layer < widths.length; layer++) {
      if (layer > 1) {
        layers.add(LayerDescription.of("logistic"));
      }
      layers.add(LayerDescription.of("affine", Map.of("outputs", Integer.toString(widths[layer]))));
    }
    Network network = new Network(encoding.shape(), widths[widths.length - 1], layers);
    float[] numbers = new float[network.size()];
    List<Slot> slots = network.slots();
    int from = 0;
    for (int layer = 1; layer < widths.length; layer++) {
      int inputs = widths[layer - 1];
      int outputs = widths[layer];
      Slot matrix = slots.get(2 * (layer - 1));
      Slot bias = slots.get(2 * (layer - 1) + 1);
      for (int k = 0; k < inputs * outputs; k++) {
        numbers[matrix.at() + k % outputs * inputs + k / outputs] = (float) weights[from + k];
      }
      from += inputs * outputs;
      for (int k = 0; k < outputs; k++) {
        numbers[bias.at() + k] = (float) weights[from + k];
      }
      from += outputs;
    }
    return new NetworkState(network, numbers);
  }
}

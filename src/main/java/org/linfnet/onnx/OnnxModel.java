package org.linfnet.onnx;

import static org.linfnet.onnx.OnnxGraph.number;
import static org.linfnet.onnx.OnnxGraph.rows;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import org.linfnet.InvalidInputException;
import org.linfnet.certify.MarginCertificate;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Standardisation;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Layer;
import org.linfnet.network.Network;
import org.linfnet.onnx.OnnxOperations.Block;

/**
 * A finished network as an ONNX model. Its input is {@value #INPUTS}, {@code float[batch, inputs]}
 * in the user's units. Its outputs are {@value #LOGITS} and {@value #PROBABILITY}, {@code
 * float[batch, classes]}; {@value #PREDICTION}, {@code int64[batch]}; and {@value
 * #CERTIFIED_RADIUS}, {@code float[batch]}.
 *
 * <p>The radius is the margin's (see {@link MarginCertificate}). It holds for every float input of
 * its ball and for the floats of every runtime that computes as IEEE 754 says: sums in any order,
 * with or without fused operations.
 *
 * @param network the network with the encoding of its inputs
 * @param temperature what logits are divided by before softmax, above 0
 */
public record OnnxModel(EncodedNetwork network, double temperature) {

  /** The name of the input. */
  public static final String INPUTS = "inputs";

  /** The output of logits, in network units. */
  public static final String LOGITS = "logits";

  /** The output of probabilities. */
  public static final String PROBABILITY = "probability";

  /** The output of classes. */
  public static final String PREDICTION = "prediction";

  /** The output of certified radii. */
  public static final String CERTIFIED_RADIUS = "certified_radius";

  /** Runtimes know this version of the operators since 2020. */
  private static final int OPERATORS = 13;

  private static final int FORMAT = 7;
  private static final long MOST_BYTES = 2_000_000_000;

  /**
   * The content of an ONNX file.
   *
   * @throws InvalidInputException when the network has more numbers than such a file can hold
   */
  public byte[] toBytes() {
    if ((long) network.network().size() * Float.BYTES > MOST_BYTES) {
      throw new InvalidInputException(
          "the network has %d numbers, and an ONNX file holds %d at most: serve it with linfnet"
              .formatted(network.network().size(), MOST_BYTES / Float.BYTES));
    }
    String unit = network.encoding().radiusUnit().label();
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT)
        .setProducerName("linfnet")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
        .addMetadataProps(property("linfnet.certifiedRadius.unit", unit))
        .addMetadataProps(property("linfnet.network", network.network().toString()))
        .setGraph(graph(unit))
        .build()
        .toByteArray();
  }

  private static StringStringEntryProto property(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }

  private GraphProto graph(String unit) {
    OnnxGraph graph = new OnnxGraph();
    String encoded = encoded(graph);
    graph.named(LOGITS, "Identity", List.of(logits(graph, encoded)));
    String scaled =
        graph.node("Div", List.of(graph.cast(LOGITS, DataType.DOUBLE), graph.doubles(temperature)));
    String softmax = graph.node("Softmax", List.of(scaled), number("axis", 1));
    graph.named(PROBABILITY, "Cast", List.of(softmax), OnnxGraph.to(DataType.FLOAT));
    graph.named(PREDICTION, "ArgMax", List.of(LOGITS), number("axis", 1), number("keepdims", 0));
    MarginCertificate certificate = new MarginCertificate(network, Kernels.ofThisJvm());
    String radius =
        new CertifiedRadiusNodes(graph, network.encoding(), certificate)
            .add(INPUTS, encoded, LOGITS);
    graph.named(CERTIFIED_RADIUS, "Identity", List.of(radius));
    return graph.build(PREDICTION, List.of(input()), outputs(unit));
  }

  /** The inputs in network units. */
  private String encoded(OnnxGraph graph) {
    Standardisation encoding = network.encoding().standardisation();
    String value = graph.cast(INPUTS, DataType.DOUBLE);
    if (encoding.steps() != 0) {
      value = stepped(graph, value, encoding.steps());
    }
    String centred = graph.node("Sub", List.of(value, graph.doubles(encoding.centres())));
    String scaled = graph.node("Div", List.of(centred, graph.doubles(encoding.scales())));
    return graph.cast(scaled, DataType.FLOAT);
  }

  /** The nearest step where a float is the nearest to it; else the float itself. */
  private static String stepped(OnnxGraph graph, String value, int steps) {
    String count = graph.doubles(steps);
    String whole = graph.node("Round", List.of(graph.node("Mul", List.of(value, count))));
    String step = graph.node("Div", List.of(whole, count));
    String nearest = graph.cast(step, DataType.FLOAT);
    String stands = graph.node("Equal", List.of(nearest, INPUTS));
    return graph.node("Where", List.of(stands, step, value));
  }

  private String logits(OnnxGraph graph, String encoded) {
    OnnxOperations operations = new OnnxOperations(graph);
    Block block = new Block(encoded, network.network().inputSize());
    for (Layer layer : network.network().layers()) {
      block = layer.formula(operations, network.state().numbers(), block);
    }
    return block.name();
  }

  private ValueInfoProto input() {
    String meaning =
        network.encoding().isPicture()
            ? "pixels of %s from 0 (black) to 1 (white), channel by channel and row by row"
                .formatted(network.encoding().shape())
            : "features as the model was trained on";
    return rows(INPUTS, DataType.FLOAT, meaning, network.network().inputSize());
  }

  private List<ValueInfoProto> outputs(String unit) {
    Network layers = network.network();
    return List.of(
        rows(LOGITS, DataType.FLOAT, "in network units", layers.classes()),
        rows(PROBABILITY, DataType.FLOAT, "softmax of the logits", layers.classes()),
        rows(PREDICTION, DataType.INT64, "the class of the largest logit"),
        rows(
            CERTIFIED_RADIUS,
            DataType.FLOAT,
            "the prediction is the same for all inputs within this l-infinity radius, whose unit is"
                + " "
                + unit));
  }
}

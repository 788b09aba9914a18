package org.linfnet.onnx;

import static org.linfnet.onnx.OnnxGraph.number;
import static org.linfnet.onnx.OnnxGraph.numbers;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import org.linfnet.certify.MarginCertificate;
import org.linfnet.input.Encoding;
import org.linfnet.input.Standardisation;
import org.linfnet.input.Standardisation.Reach;

/**
 * The radius that the margin proves, as nodes: {@code (margin / 2 - allowance) unit / L}, as {@link
 * MarginCertificate} computes it. The graph rounds to nearest where that steps down, so each factor
 * is made smaller by more than all roundings: the radius is never larger than the certificate's.
 *
 * @param graph takes the nodes
 * @param encoding of the inputs
 * @param certificate of the network
 */
record CertifiedRadiusNodes(OnnxGraph graph, Encoding encoding, MarginCertificate certificate) {

  /** Below 1 by more than the roundings of a difference in double. */
  private static final double LESS_IN_DOUBLE = 1 - 0x1p-50;

  /** Below 1 by more than the roundings of products in double, and of one to float. */
  private static final double LESS_IN_FLOAT = 1 - 0x1p-22;

  /**
   * Adds the nodes.
   *
   * @param inputs in the user's units, {@code float[batch, inputs]}
   * @param encoded the same in network units
   * @param logits {@code float[batch, classes]}
   * @return the radius in the encoding's unit, {@code float[batch]}
   */
  String add(String inputs, String encoded, String logits) {
    String half = halfMargin(logits);
    String left = graph.node("Sub", List.of(half, allowance(encoded, half)));
    double factor = encoding.radiusOfNetworkUnit() / certificate.lipschitz() * LESS_IN_FLOAT;
    String radius = graph.node("Mul", List.of(left, graph.doubles(factor)));
    String normal = graph.node("Greater", List.of(radius, graph.doubles(Float.MIN_NORMAL)));
    String holds = graph.node("And", List.of(normal, inRange(inputs)));
    String proved = graph.node("Where", List.of(holds, radius, graph.doubles(0)));
    return graph.cast(reduced("ReduceMax", proved, 0), DataType.FLOAT);
  }

  /** Half of what the largest logit leads the next by, rounded down, {@code double[batch, 1]}. */
  private String halfMargin(String logits) {
    String two =
        graph.firstOf(2, "TopK", List.of(graph.cast(logits, DataType.DOUBLE), graph.longs(2)));
    String first = graph.node("Gather", List.of(two, graph.longs(0)), number("axis", 1));
    String second = graph.node("Gather", List.of(two, graph.longs(1)), number("axis", 1));
    String margin = graph.node("Sub", List.of(first, second));
    return graph.node("Mul", List.of(margin, graph.doubles(LESS_IN_DOUBLE / 2)));
  }

  /** What is taken off half of the margin, {@code double[batch, 1]}; infinite where none holds. */
  private String allowance(String encoded, String halfMargin) {
    Standardisation standardisation = encoding.standardisation();
    double[] belows = standardisation.reaches().stream().mapToDouble(Reach::below).toArray();
    double[] allowances =
        standardisation.reaches().stream()
            .mapToDouble(reach -> allowance(reach, standardisation.lostBySteps()))
            .toArray();
    String absolute = graph.cast(graph.node("Abs", List.of(encoded)), DataType.DOUBLE);
    String largest = reduced("ReduceMax", absolute, 1);
    String radius = graph.node("Div", List.of(halfMargin, graph.doubles(certificate.lipschitz())));
    String sum = graph.node("Add", List.of(largest, radius));
    String twice = graph.node("Mul", List.of(sum, graph.doubles(2)));
    String fits = graph.node("Less", List.of(twice, graph.doubles(belows)));
    String none = graph.doubles(Double.POSITIVE_INFINITY);
    String held = graph.node("Where", List.of(fits, graph.doubles(allowances), none));
    return reduced("ReduceMin", held, 1);
  }

  private double allowance(Reach reach, double lostBySteps) {
    double error = 2 * certificate.roundingError(reach.size());
    double lost = certificate.lipschitz() * lostBySteps / encoding.radiusOfNetworkUnit();
    double allowance = (error + lost) / LESS_IN_DOUBLE;
    return Double.isNaN(allowance) ? Double.POSITIVE_INFINITY : allowance;
  }

  /** Whether every input is one for which the allowance holds, {@code bool[batch, 1]}. */
  private String inRange(String inputs) {
    Standardisation range = encoding.standardisation();
    String least = graph.floats(new float[] {range.least()});
    String largest = graph.floats(new float[] {range.largest()});
    String held =
        graph.node(
            "And",
            List.of(
                graph.node("GreaterOrEqual", List.of(inputs, least)),
                graph.node("LessOrEqual", List.of(inputs, largest))));
    String all = reduced("ReduceMin", graph.cast(held, DataType.FLOAT), 1);
    return graph.node("Equal", List.of(all, graph.floats(new float[] {1})));
  }

  private String reduced(String operator, String value, int keptSides) {
    return graph.node(operator, List.of(value), numbers("axes", 1), number("keepdims", keptSides));
  }
}

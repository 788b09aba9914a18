package org.linfnet.onnx;

import static org.linfnet.onnx.OnnxGraph.floatValue;
import static org.linfnet.onnx.OnnxGraph.number;
import static org.linfnet.onnx.OnnxGraph.numbers;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.List;
import java.util.stream.IntStream;
import org.linfnet.layer.Operations;
import org.linfnet.layer.WeightMatrix;
import org.linfnet.onnx.OnnxOperations.Block;

/** The operations of layers as nodes of an ONNX graph. */
final class OnnxOperations implements Operations<Block> {

  private final OnnxGraph graph;

  /**
   * A block of examples in the graph.
   *
   * @param name of the value, {@code float[batch, width]}
   * @param width the values of an example
   */
  record Block(String name, int width) {}

  /** Adds to this graph. */
  OnnxOperations(OnnxGraph graph) {
    this.graph = graph;
  }

  private Block each(String operator, Block x) {
    return new Block(graph.node(operator, List.of(x.name())), x.width());
  }

  private Block each(String operator, Block x, String y) {
    return new Block(graph.node(operator, List.of(x.name(), y)), x.width());
  }

  @Override
  public Block plus(Block x, float[] amounts) {
    return each("Add", x, graph.floats(amounts));
  }

  @Override
  public Block negative(Block x) {
    return each("Neg", x);
  }

  /**
   * One example after another: the differences of a whole block at once would take {@code batch *
   * rows * columns} floats.
   */
  @Override
  public Block distances(Block x, WeightMatrix weights) {
    String rows = graph.floats(weights.values(), weights.rows(), weights.columns());
    return scanned(x, weights.rows(), ofOneExample(rows, weights));
  }

  private Block scanned(Block x, int width, GraphProto body) {
    String results =
        graph.node(
            "Scan", List.of(x.name()), number("num_scan_inputs", 1), OnnxGraph.graph("body", body));
    return new Block(results, width);
  }

  @Override
  public Block sortedDifferences(Block x, WeightMatrix weights, double[] shares) {
    String rows = graph.floats(weights.values(), weights.rows(), weights.columns());
    String example = rows + "_example";
    OnnxGraph body = new OnnxGraph(rows + "_");
    String absolute = body.node("Abs", List.of(body.node("Sub", List.of(example, rows))));
    String largest = body.firstOf(2, "TopK", List.of(absolute, graph.longs(shares.length)));
    String exact = body.cast(largest, DataType.DOUBLE);
    String parts = body.node("Mul", List.of(exact, graph.doubles(shares)));
    String sums = body.node("ReduceSum", List.of(parts, graph.longs(1)), number("keepdims", 0));
    String result = body.cast(sums, DataType.FLOAT);
    return scanned(
        x,
        weights.rows(),
        body.build(
            "sorted",
            List.of(floatValue(example, weights.columns())),
            List.of(floatValue(result, weights.rows()))));
  }

  /** The rows of weights are a constant of the graph around it. */
  private static GraphProto ofOneExample(String rows, WeightMatrix weights) {
    String example = rows + "_example";
    String result = rows + "_distances";
    OnnxGraph body = new OnnxGraph();
    body.named(rows + "_differences", "Sub", List.of(example, rows));
    body.named(rows + "_absolute", "Abs", List.of(rows + "_differences"));
    body.named(
        result,
        "ReduceMax",
        List.of(rows + "_absolute"),
        numbers("axes", 1),
        number("keepdims", 0));
    return body.build(
        "distances",
        List.of(floatValue(example, weights.columns())),
        List.of(floatValue(result, weights.rows())));
  }

  /**
   * A runtime may compute a {@code Conv} by transforms whose errors no sum of products has, so
   * patches are multiplied as vectors are.
   */
  @Override
  public Block products(Block x, WeightMatrix weights) {
    int vectors = x.width() / weights.columns();
    int width = vectors * weights.rows();
    String rows = graph.floats(weights.values(), weights.rows(), weights.columns());
    String transposed = graph.node("Transpose", List.of(rows), numbers("perm", 1, 0));
    String split = reshaped(x.name(), weights.columns());
    return new Block(reshaped(graph.node("MatMul", List.of(split, transposed)), width), width);
  }

  /** The same numbers in rows of another length. */
  private String reshaped(String value, int length) {
    return graph.node("Reshape", List.of(value, graph.longs(-1, length)));
  }

  @Override
  public Block pick(Block x, int[] places) {
    boolean padded = IntStream.of(places).anyMatch(place -> place == NOWHERE);
    String source = padded ? withZero(x) : x.name();
    long[] picked =
        IntStream.of(places).mapToLong(place -> place == NOWHERE ? x.width() : place).toArray();
    String values = graph.node("Gather", List.of(source, graph.longs(picked)), number("axis", 1));
    return new Block(values, places.length);
  }

  private String withZero(Block x) {
    String pads = graph.longs(0, 0, 0, 1);
    return graph.node("Pad", List.of(x.name(), pads));
  }

  @Override
  public Block larger(Block x, Block y) {
    return each("Max", x, y.name());
  }

  @Override
  public Block smaller(Block x, Block y) {
    return each("Min", x, y.name());
  }

  @Override
  public Block joined(Block x, Block y) {
    String joined = graph.node("Concat", List.of(x.name(), y.name()), number("axis", 1));
    return new Block(joined, x.width() + y.width());
  }

  @Override
  public Block relu(Block x) {
    return each("Relu", x);
  }

  @Override
  public Block tanh(Block x) {
    String value = graph.cast(x.name(), DataType.DOUBLE);
    return rounded(graph.node("Tanh", List.of(value)), x.width());
  }

  @Override
  public Block logistic(Block x) {
    String negative = graph.node("Neg", List.of(graph.cast(x.name(), DataType.DOUBLE)));
    String one = graph.doubles(1);
    String sum = graph.node("Add", List.of(graph.node("Exp", List.of(negative)), one));
    return rounded(graph.node("Div", List.of(one, sum)), x.width());
  }

  private Block rounded(String doubles, int width) {
    return new Block(graph.cast(doubles, DataType.FLOAT), width);
  }
}

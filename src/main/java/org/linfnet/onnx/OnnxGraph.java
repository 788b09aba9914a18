package org.linfnet.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.linfnet.kernel.Rows;

/** An ONNX graph as it grows. Values are known by their names, which the graph gives. */
final class OnnxGraph {

  /** The name of the first axis of inputs and outputs. */
  private static final String BATCH = "batch";

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final String prefix;
  private int named;

  /** The graph of a model. */
  OnnxGraph() {
    this("");
  }

  /** A graph within another, whose values have names that begin so. */
  OnnxGraph(String prefix) {
    this.prefix = prefix;
  }

  /** Adds an operator of one output, and gives the output's name. */
  String node(String operator, List<String> inputs, AttributeProto... attributes) {
    String output = name(operator);
    graph.addNode(node(operator, inputs, output, attributes));
    return output;
  }

  /** Adds an operator of one output under a name of its own. */
  void named(String output, String operator, List<String> inputs, AttributeProto... attributes) {
    graph.addNode(node(operator, inputs, output, attributes));
  }

  /** Adds an operator of several outputs, and gives the name of the first. */
  String firstOf(int outputs, String operator, List<String> inputs, AttributeProto... attributes) {
    NodeProto.Builder node = node(operator, inputs, name(operator), attributes);
    for (int more = 1; more < outputs; more++) {
      node.addOutput(name(operator));
    }
    graph.addNode(node);
    return node.getOutput(0);
  }

  private static NodeProto.Builder node(
      String operator, List<String> inputs, String output, AttributeProto... attributes) {
    return NodeProto.newBuilder()
        .setName(output)
        .setOpType(operator)
        .addAllInput(inputs)
        .addOutput(output)
        .addAllAttribute(Arrays.asList(attributes));
  }

  private String name(String operator) {
    named++;
    return prefix + operator + "_" + named;
  }

  /** A constant of floats. */
  String floats(Rows values, int... sides) {
    int count = Arrays.stream(sides).reduce(1, Math::multiplyExact);
    ByteBuffer bytes = littleEndian(count, Float.BYTES);
    bytes.asFloatBuffer().put(values.values(), values.at(), count);
    return constant(DataType.FLOAT, bytes, sides);
  }

  /** A constant of floats, a row. */
  String floats(float[] values) {
    return floats(new Rows(values, 0), values.length);
  }

  /** A constant of doubles, a row. */
  String doubles(double... values) {
    ByteBuffer bytes = littleEndian(values.length, Double.BYTES);
    bytes.asDoubleBuffer().put(values);
    return constant(DataType.DOUBLE, bytes, values.length);
  }

  /** A constant of whole numbers, a row. */
  String longs(long... values) {
    ByteBuffer bytes = littleEndian(values.length, Long.BYTES);
    bytes.asLongBuffer().put(values);
    return constant(DataType.INT64, bytes, values.length);
  }

  /** ONNX stores numbers with the lowest byte first. */
  private static ByteBuffer littleEndian(int count, int size) {
    return ByteBuffer.allocate(Math.multiplyExact(count, size)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String constant(DataType type, ByteBuffer bytes, int... sides) {
    String name = name("constant");
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .addAllDims(Arrays.stream(sides).mapToObj(Long::valueOf).toList())
            .setRawData(ByteString.copyFrom(bytes)));
    return name;
  }

  /** The value in another type, rounded to nearest. */
  String cast(String value, DataType type) {
    return node("Cast", List.of(value), to(type));
  }

  /** The type that a cast goes to. */
  static AttributeProto to(DataType type) {
    return number("to", type.getNumber());
  }

  /** An attribute that is a whole number. */
  static AttributeProto number(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  /** An attribute that is a list of whole numbers. */
  static AttributeProto numbers(String name, long... values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(Arrays.stream(values).boxed().toList())
        .build();
  }

  /** An attribute that is a graph. */
  static AttributeProto graph(String name, GraphProto value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.GRAPH)
        .setG(value)
        .build();
  }

  /** An input or output, {@code [batch, sides...]}. */
  static ValueInfoProto rows(String name, DataType type, String meaning, int... sides) {
    TensorShapeProto.Builder shape = shape(sides);
    shape.addDim(0, TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    return tensor(name, type, shape).setDocString(meaning).build();
  }

  /** A value of floats inside of a graph, {@code [sides...]}. */
  static ValueInfoProto floatValue(String name, int... sides) {
    return tensor(name, DataType.FLOAT, shape(sides)).build();
  }

  private static TensorShapeProto.Builder shape(int... sides) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (int side : sides) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(side));
    }
    return shape;
  }

  private static ValueInfoProto.Builder tensor(
      String name, DataType type, TensorShapeProto.Builder shape) {
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)));
  }

  /** The graph as it is now. */
  GraphProto build(String name, List<ValueInfoProto> inputs, List<ValueInfoProto> outputs) {
    return graph.setName(name).addAllInput(inputs).addAllOutput(outputs).build();
  }
}

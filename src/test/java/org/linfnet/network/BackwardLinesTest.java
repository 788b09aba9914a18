package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.RandomStream;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.Layer;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.LayerPass;
import org.linfnet.layer.Leads;
import org.linfnet.layer.LinearBounds;
import org.linfnet.layer.Shape;

class BackwardLinesTest {

  private static final int BATCH = 8;
  private static final int CLASSES = 10;
  private static final int MOST_COEFFICIENTS = 1 << 20;
  private static final LayerDescription RELU = LayerDescription.of("relu");
  private static final LayerDescription LOGITS = LayerDescription.of("affine");

  /** Networks with a layer, or inputs, so wide that lines of 80 rows are not carried at once. */
  static Stream<Network> wideNetworks() {
    LayerDescription convolution =
        LayerDescription.of("convolution", Map.of("outputs", "40", "padding", "1"));
    return Stream.of(
        network(Shape.vector(2), affine(20_000), RELU, LOGITS),
        network(Shape.vector(20_000), affine(5), RELU, affine(4), RELU, LOGITS),
        network(new Shape(2, 20, 20), convolution, RELU, LOGITS));
  }

  private static LayerDescription affine(int outputs) {
    return LayerDescription.of("affine", Map.of("outputs", Integer.toString(outputs)));
  }

  private static Network network(Shape inputs, LayerDescription... layers) {
    return new Network(inputs, CLASSES, List.of(layers));
  }

  private static Bounds boxes(Network network) {
    Random random = new Random(2);
    Bounds boxes = Bounds.of(BATCH, network.layers().get(0).inputs().size());
    for (int i = 0; i < boxes.lower().length; i++) {
      boxes.lower()[i] = (float) random.nextGaussian();
      boxes.upper()[i] = boxes.lower()[i] + random.nextFloat() / 10;
    }
    return boxes;
  }

  private static Leads leads() {
    int[] classes = new int[BATCH];
    Arrays.setAll(classes, b -> b % CLASSES);
    return new Leads(CLASSES, classes, new double[BATCH * CLASSES]);
  }

  @ParameterizedTest
  @MethodSource("wideNetworks")
  void rowsThatAreCarriedApartHaveTheBitsOfThoseCarriedTogether(Network network) {
    float[] numbers = network.start(new Random(1)).numbers();
    Bounds boxes = boxes(network);
    BoundsPass pass = new BoundsPass(network, Kernels.ofThisJvm(), BATCH);
    Leads expected = leads();
    Leads together =
        pass.bothLeads(
            new BoundsPass.Boxes(numbers, boxes, BATCH),
            HiddenBounds.INTERVALS,
            new RandomStream(1),
            expected);
    Arrays.setAll(expected.values(), at -> Math.max(expected.values()[at], together.values()[at]));
    Leads apart = leads();
    pass.linearLeads(numbers, boxes, BATCH, apart);
    assertThat(apart.values()).isEqualTo(expected.values());
  }

  @ParameterizedTest
  @MethodSource("wideNetworks")
  void aCertificateHoldsNoMoreCoefficientsThanItCarriesAtOnce(Network network) {
    List<Integer> coefficients = new ArrayList<>();
    List<Layer> layers =
        network.layers().stream().map(layer -> counted(layer, coefficients)).toList();
    float[] numbers = network.start(new Random(1)).numbers();
    new BoundsPass(layers, Kernels.ofThisJvm(), BATCH)
        .linearLeads(numbers, boxes(network), BATCH, leads());
    assertThat(coefficients)
        .hasSizeGreaterThan(layers.size())
        .allMatch(count -> count <= MOST_COEFFICIENTS);
  }

  /** The layer, which notes how many coefficients its lines have. */
  private static Layer counted(Layer layer, List<Integer> coefficients) {
    return standIn(
        Layer.class,
        layer,
        (name, arguments, result) ->
            name.equals("pass")
                ? standIn(
                    LayerPass.class,
                    (LayerPass) result,
                    (called, given, nothing) -> note(called, given, coefficients))
                : result);
  }

  private static Object note(String called, Object[] given, List<Integer> coefficients) {
    if (called.equals("linear")) {
      coefficients.add(((LinearBounds) given[2]).coefficients().length);
    }
    return null;
  }

  @FunctionalInterface
  private interface Answer {
    Object after(String name, Object[] arguments, Object result);
  }

  private static <T> T standIn(Class<T> contract, T real, Answer answer) {
    return contract.cast(
        Proxy.newProxyInstance(
            contract.getClassLoader(),
            new Class<?>[] {contract},
            (proxy, method, arguments) ->
                answer.after(method.getName(), arguments, method.invoke(real, arguments))));
  }
}

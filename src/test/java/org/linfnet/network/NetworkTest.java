package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.layer.Slot;
import org.linfnet.layer.Slot.Role;

class NetworkTest {

  private static final Network NETWORK = DistanceNets.of(4, 2, 3, 2);

  @Test
  void aDistanceNetIsItsLayers() {
    assertThat(NETWORK)
        .hasToString(
            "4 -> [{kind = distance, outputs = 3, start = normal}, {kind = mean-shift, mean ="
                + " batch}, {kind = distance, outputs = 3, start = normal}, {kind = mean-shift,"
                + " mean = batch}, distance, prototype-logits] -> 2");
  }

  @Test
  void numbersLieLayerByLayer() {
    assertThat(NETWORK.slots().stream().map(Slot::name))
        .containsExactly(
            "1.distance.weights",
            "2.mean-shift.means",
            "3.distance.weights",
            "4.mean-shift.means",
            "5.distance.weights",
            "6.prototype-logits.bias");
    assertThat(NETWORK.slots().stream().map(Slot::at)).containsExactly(0, 12, 15, 24, 27, 33);
    assertThat(NETWORK.size()).isEqualTo(35);
    assertThat(NETWORK.trainedCount()).isEqualTo(29);
    assertThat(NETWORK.slots(Role.RUNNING).stream().map(Slot::length)).containsExactly(3, 3);
  }

  @Test
  void everyLayerDrawsItsNumbersFromTheSameStream() {
    float[] numbers = NETWORK.start(new Random(5)).numbers();
    Random random = new Random(5);
    for (Slot slot : NETWORK.slots()) {
      for (int i = slot.at(); i < slot.end(); i++) {
        float expected = slot.name().endsWith("weights") ? (float) random.nextGaussian() : 0;
        assertThat(numbers[i]).as(slot.name()).isEqualTo(expected);
      }
    }
  }

  @Test
  void identityStartReachesHiddenLayersOnly() {
    Network identity =
        new Network(Shape.vector(3), 2, new DistanceNet(1, 3, "identity", "batch").layers());
    float[] numbers = identity.start(new Random(3)).numbers();
    for (int k = 0; k < 3; k++) {
      assertThat(numbers[k * 3 + k]).isEqualTo(-10f);
    }
    assertThat(numbers[identity.slots().get(2).at()]).as("output layer").isNotEqualTo(-10f);
  }

  @Test
  void equalNetworksAreDescribedAlike() {
    assertThat(DistanceNets.of(4, 2, 3, 2)).isEqualTo(NETWORK).hasSameHashCodeAs(NETWORK);
    assertThat(DistanceNets.of(4, 2, 3, 2, "running")).isNotEqualTo(NETWORK);
    assertThat(DistanceNets.of(5, 2, 3, 2)).isNotEqualTo(NETWORK);
    assertThat(DistanceNets.of(4, 2, 3, 4)).isNotEqualTo(NETWORK);
  }

  @Test
  void theLastLayerGivesOneLogitAClass() {
    LayerDescription five = LayerDescription.of("affine", Map.of("outputs", "5"));
    assertThatThrownBy(() -> new Network(Shape.vector(4), 3, List.of(five)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("the last layer gives 5 values for 3 classes: leave out its outputs");
  }

  @Test
  void aLayerThatCannotBeUsedIsNamedByItsPlace() {
    List<LayerDescription> layers =
        List.of(LayerDescription.of("relu"), LayerDescription.of("affine", Map.of("outputs", "x")));
    assertThatThrownBy(() -> new Network(Shape.vector(4), 3, layers))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("layer 2 (affine): outputs is x");
  }

  @Test
  void noLayersOrOneClassAreRefused() {
    assertThatThrownBy(() -> new Network(Shape.vector(4), 3, List.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("at least 1 layer");
    assertThatThrownBy(() -> DistanceNets.of(4, 1, 3, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2 classes");
  }

  @Test
  void aNetworkThatWasSentComputesTheSameBits() throws IOException, ClassNotFoundException {
    List<LayerDescription> layers =
        List.of(
            LayerDescription.of("distance", Map.of("outputs", "7")),
            LayerDescription.of("mean-shift"),
            LayerDescription.of("affine", Map.of("outputs", "6")),
            LayerDescription.of("relu"),
            LayerDescription.of("tanh"),
            LayerDescription.of("logistic"),
            LayerDescription.of("distance"),
            LayerDescription.of("prototype-logits"));
    NetworkState state = new Network(Shape.vector(4), 3, layers).start(new Random(1));
    NetworkState sent = copy(state);
    float[] inputs = {1, -2, 3, 0.5f};
    assertThat(sent.network()).isEqualTo(state.network());
    assertThat(new ScoringPass(sent, Kernels.ofThisJvm(), 1).logits(inputs, 1))
        .containsExactly(new ScoringPass(state, Kernels.ofThisJvm(), 1).logits(inputs, 1));
    assertThat(decayed(sent)).containsExactly(decayed(state));
  }

  private static float[] decayed(NetworkState state) {
    for (Slot slot : state.network().slots()) {
      slot.update().decay().step(state.numbers(), slot, 6, 0.1);
    }
    return state.numbers();
  }

  private static NetworkState copy(NetworkState state) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(state);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (NetworkState) in.readObject();
    }
  }

  @Test
  void aDistanceNetStretchesNothing() {
    assertThat(NETWORK.start(new Random(1)).lipschitz()).isEqualTo(1);
  }

  /**
   * Rows of W: |1| + |-2| and |3|; of V: |2| + |2|, |0| + |1|. The logistic function: a quarter.
   */
  @Test
  void aNetworkStretchesByTheProductOfItsLayers() {
    Network network =
        new Network(
            Shape.vector(2),
            2,
            List.of(
                LayerDescription.of("affine"),
                LayerDescription.of("logistic"),
                LayerDescription.of("affine")));
    float[] numbers = {1, -2, 3, 0, 9, 9, 2, -2, 0, 1, 9, 9};
    assertThat(new NetworkState(network, numbers).lipschitz()).isBetween(3.0, 3 + 1e-12);
  }
}

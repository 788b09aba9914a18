package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeanOfMembersTest extends LayerContract {

  private static final int INPUTS = 5;
  private static final LayerDescription AFFINE =
      LayerDescription.of("affine", Map.of("outputs", "4"));
  private static final LayerDescription ON_L1_BALL =
      LayerDescription.of("affine", Map.of("outputs", "4", "rows", "l1-ball"));
  private static final LayerDescription LAST = LayerDescription.of("affine");

  @Override
  Stream<LayerCase> kinds() {
    return Stream.of(
        mean(2, List.of(LAST), List.of(AffineLayerTest::formula)),
        mean(2, List.of(ON_L1_BALL), List.of(AffineLayerTest::formula)),
        mean(
            3,
            List.of(AFFINE, LayerDescription.of("max-min")),
            List.of(AffineLayerTest::formula, MaxMinTest::formula)),
        mean(
            3,
            List.of(LayerDescription.of("distance"), LayerDescription.of("prototype-logits")),
            List.of(DistanceLayerTest::formula, PrototypeLogitsTest::formula)));
  }

  private static LayerCase mean(
      int members, List<LayerDescription> layers, List<LayerCase.Formula> formulas) {
    return new LayerCase(
        LayerDescription.of("mean of " + members + " times " + layers),
        Shape.vector(INPUTS),
        Step.scoring(),
        (layer, step, numbers, inputs) -> formula(formulas, layer, step, numbers, inputs),
        (options, inputs, places) -> layer(members, layers, options, inputs, places));
  }

  private static Layer layer(
      int members,
      List<LayerDescription> layers,
      LayerOptions options,
      Shape inputs,
      SlotPlaces places) {
    List<List<Layer>> stacks = new ArrayList<>();
    for (int member = 0; member < members; member++) {
      List<Layer> stack = new ArrayList<>();
      Shape shape = inputs;
      for (LayerDescription layer : layers) {
        LayerOptions own = new LayerOptions(options.place(), layer, options.classes());
        stack.add(LayerKinds.layer(own, shape, places));
        shape = stack.get(stack.size() - 1).outputs();
      }
      stacks.add(stack);
    }
    return LayerKinds.mean(stacks);
  }

  private static double[] formula(
      List<LayerCase.Formula> formulas, Layer layer, Step step, double[] numbers, double[] inputs) {
    MeanOfMembers mean = (MeanOfMembers) layer;
    double[] sum = new double[inputs.length / INPUTS * layer.outputs().size()];
    for (List<Layer> member : mean.members()) {
      double[] values = inputs;
      for (int l = 0; l < member.size(); l++) {
        values = formulas.get(l).outputs(member.get(l), step, numbers, values);
      }
      for (int i = 0; i < sum.length; i++) {
        sum[i] += values[i] * mean.share();
      }
    }
    return sum;
  }

  @Test
  void membersThatStretchNothingHaveSuchAMean() {
    Layer distances = kinds().toList().get(3).layer();
    Layer affine = kinds().toList().get(0).layer();

    assertThat(distances.nonexpansive()).isTrue();
    assertThat(distances.lipschitz(new float[0])).isEqualTo(1);
    assertThat(affine.nonexpansive()).isFalse();
    assertThat(affine.lipschitz(new float[affine.slots().get(3).end()])).isLessThan(1e-300);
  }
}

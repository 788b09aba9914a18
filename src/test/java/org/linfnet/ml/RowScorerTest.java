package org.linfnet.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.linfnet.dataset.InputColumn;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.LayerDescription;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;
import org.linfnet.scorer.Decision;

class RowScorerTest {

  private static final int RADIUS = 3;

  /** The floats around 2^24 are two apart. */
  private static final double EVEN = 0x1p24;

  /** The first class leads by {@code x - 2^24 + 200}, so its radius is about that. */
  private static RowScorer scorer() {
    Network network =
        new Network(
            new FeatureEncoding(new double[1], new double[] {1}).shape(),
            2,
            List.of(LayerDescription.of("affine")));
    float[] numbers = {1, 0, (float) (200 - EVEN), 0};
    EncodedNetwork encoded =
        new EncodedNetwork(
            new NetworkState(network, numbers),
            new FeatureEncoding(new double[1], new double[] {1}));
    return new RowScorer(
        encoded,
        new InputColumn("features", false),
        new Decision(1, new double[0], 2),
        Kernels.ofThisJvm());
  }

  private static double radius(RowScorer scorer, double feature) {
    return scorer.score(Vectors.dense(feature)).orElseThrow().getDouble(RADIUS);
  }

  @Test
  void rowsThatAreOneFloatHaveTheRadiiOfTheirOwnNumbers() {
    double even = radius(scorer(), EVEN);
    double odd = radius(scorer(), EVEN + 1);
    RowScorer scorer = scorer();

    assertThat(odd).isNotEqualTo(even).isPositive();
    assertThat(radius(scorer, EVEN)).isEqualTo(even);
    assertThat(radius(scorer, EVEN + 1)).isEqualTo(odd);
    assertThat(radius(scorer, EVEN)).isEqualTo(even);
  }
}

package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.kernel.Threads;
import org.linfnet.layer.Shape;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;

class GradientTreeTest {

  private static final Network NETWORK =
      new Network(Shape.vector(3), 2, new DistanceNet(1, 4, "normal", "batch").layers());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13, 64})
  void anyOrderOfArrivalGivesTheSameBits(int shards) {
    float[] expected = sum(inOrder(shards), shards, new Random(0)).sums();
    for (int seed = 1; seed < 20; seed++) {
      Random random = new Random(seed);
      List<Integer> order = inOrder(shards);
      Collections.shuffle(order, random);
      assertThat(sum(order, shards, random).sums()).isEqualTo(expected);
    }
  }

  @Test
  void aMissingShardIsToldOf() {
    GradientTree tree = new GradientTree(3);
    tree.add(0, gradient(0), Threads.ONE).add(2, gradient(2), Threads.ONE);
    assertThatIllegalStateException().isThrownBy(tree::sum).withMessageContaining("3 shards");
  }

  @Test
  void aShardThatComesTwiceIsToldOf() {
    GradientTree tree = new GradientTree(2).add(0, gradient(0), Threads.ONE);
    assertThatIllegalStateException().isThrownBy(() -> tree.add(0, gradient(0), Threads.ONE));
  }

  /** Adds the shards to several trees, and these to one another, as tasks that end by chance do. */
  private static BatchGradient sum(List<Integer> order, int shards, Random random) {
    List<GradientTree> trees = new ArrayList<>();
    for (int shard : order) {
      if (trees.isEmpty() || random.nextBoolean()) {
        trees.add(new GradientTree(shards));
      }
      trees.get(random.nextInt(trees.size())).add(shard, gradient(shard), Threads.ONE);
    }
    Collections.shuffle(trees, random);
    return trees.stream()
        .reduce(new GradientTree(shards), (these, those) -> these.merge(those, Threads.ONE))
        .sum();
  }

  private static List<Integer> inOrder(int shards) {
    List<Integer> order = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      order.add(shard);
    }
    return order;
  }

  /** Values of very unlike size, so that another order of addition gives other bits. */
  private static BatchGradient gradient(int shard) {
    Random random = new Random(shard);
    BatchGradient gradient = new BatchGradient(NETWORK);
    for (int i = 0; i < gradient.sums().length; i++) {
      gradient.sums()[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(8)));
    }
    return gradient;
  }
}

package org.linfnet.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.Rows;

class CandidateInputsTest {

  private static final int ROWS = 21;

  private final WorkingMemory memory = new WorkingMemory();
  private final Random random = new Random(8);

  private float[] gaussians(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static DistanceBlock block(float[] z, float[] w) {
    return new DistanceBlock(
        new BlockShape(ROWS, 1, w.length),
        new Rows(z, 0),
        new Rows(w, 0),
        new Rows(new float[ROWS], 0));
  }

  private int[] taken(int group, float[] w, float threshold) {
    memory.candidates.take(memory.groups, group, w, 0, threshold);
    return IntStream.of(memory.candidates.inputs).limit(memory.candidates.count).sorted().toArray();
  }

  /** The inputs where some difference reaches the threshold. */
  private static int[] reached(float[] z, int group, float[] w, float threshold) {
    int first = group * ExampleGroups.SIZE;
    int end = Math.min(first + ExampleGroups.SIZE, ROWS);
    return IntStream.range(0, w.length)
        .filter(
            i ->
                IntStream.range(first, end)
                    .anyMatch(b -> Math.abs(z[b * w.length + i] - w[i]) >= threshold))
        .toArray();
  }

  @ParameterizedTest
  @CsvSource({"1", "7", "8", "31", "256", "257", "784", "1500"})
  void theyAreTheInputsWhereSomeExampleReachesTheThreshold(int inputs) {
    float[] z = gaussians(ROWS * inputs);
    memory.groups.transpose(new BlockShape(ROWS, 1, inputs), new Rows(z, 0));
    for (int group = 0; group < 2; group++) {
      for (float threshold : new float[] {0, 0.5f, 1, 2, 3, 5}) {
        float[] w = gaussians(inputs);
        assertThat(taken(group, w, threshold)).isEqualTo(reached(z, group, w, threshold));
      }
    }
  }

  @Test
  void differenceOfExactlyTheThresholdContends() {
    float[] z = new float[40];
    z[33] = 0.1f;
    float[] w = new float[40];
    w[33] = 0.4f;
    memory.groups.transpose(new BlockShape(1, 1, 40), new Rows(z, 0));
    assertThat(taken(0, w, Math.abs(z[33] - w[33]))).containsExactly(33);
    assertThat(taken(0, w, Math.nextUp(Math.abs(z[33] - w[33])))).isEmpty();
  }

  @Test
  void whatIsNoNumberContends() {
    float[] z = new float[ROWS * 20];
    z[3 * 20 + 11] = Float.NaN;
    float[] w = new float[20];
    w[17] = Float.NEGATIVE_INFINITY;
    memory.groups.transpose(new BlockShape(ROWS, 1, 20), new Rows(z, 0));
    assertThat(taken(0, w, 1)).containsExactly(11, 17);
  }

  @Test
  void theirOrderDoesNotDependOnWhoElseIsThere() {
    float[] z = gaussians(600);
    float[] w = gaussians(600);
    memory.groups.transpose(new BlockShape(1, 1, 600), new Rows(z, 0));
    memory.candidates.take(memory.groups, 0, w, 0, 0);
    int[] all = Arrays.copyOf(memory.candidates.inputs, memory.candidates.count);
    memory.candidates.take(memory.groups, 0, w, 0, 1);
    int[] some = Arrays.copyOf(memory.candidates.inputs, memory.candidates.count);
    assertThat(some).hasSizeBetween(1, 599);
    assertThat(all).containsSubsequence(some);
  }

  @ParameterizedTest
  @CsvSource({"0.5", "0.8", "0.98", "1"})
  void maximaAreThoseOfAllInputsAndNothingThatCountsIsMissing(float cut) {
    int inputs = 300;
    float[] z = gaussians(ROWS * inputs);
    memory.groups.transpose(new BlockShape(ROWS, 1, inputs), new Rows(z, 0));
    memory.maxima.begin(1);
    for (int round = 0; round < 40; round++) {
      float[] w = gaussians(inputs);
      for (int i = 0; i < inputs; i++) {
        w[i] *= round % 4;
      }
      int group = round % 2;
      memory.maxima.find(memory.groups, group, 0, memory.candidates, cut, w, 0);
      int[] found =
          IntStream.of(memory.candidates.inputs).limit(memory.candidates.count).sorted().toArray();
      float least = Float.POSITIVE_INFINITY;
      for (int b = 0; b < memory.groups.size(group); b++) {
        float largest = InfinityDistance.ofPair(block(z, w), group * ExampleGroups.SIZE + b, 0);
        assertThat(memory.maxima.largest[b]).isEqualTo(largest);
        least = Math.min(least, largest);
      }
      assertThat(found).contains(reached(z, group, w, least * cut));
      assertThat(reached(z, group, w, 0.74f * least * cut)).contains(found);
    }
  }
}

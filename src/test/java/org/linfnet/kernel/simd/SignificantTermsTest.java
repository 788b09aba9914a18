package org.linfnet.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.Rows;

class SignificantTermsTest {

  private static final double BOUND = 0x1p-20;

  @ParameterizedTest
  @CsvSource({"32, 784", "32, 1023", "64, 70", "99.3, 1024", "100, 784", "100, 4096", "1000, 257"})
  void sumOfRandomTermsIsExactToFloatPrecision(float p, int inputs) {
    Random random = new Random(5);
    for (int round = 0; round < 50; round++) {
      float[] differences = new float[inputs];
      for (int i = 0; i < inputs; i++) {
        differences[i] = (float) random.nextGaussian();
      }
      assertThat(errorOfTheSum(p, differences)).isLessThanOrEqualTo(BOUND);
    }
  }

  @ParameterizedTest
  @CsvSource({"32, 784", "32, 1023", "64, 70", "99.3, 1024", "100, 784", "100, 4096", "1000, 257"})
  void sumStaysExactWhenAllTermsButOneAreJustBelowTheCut(float p, int inputs) {
    float[] differences = new float[inputs];
    Arrays.fill(differences, Math.nextDown(3.7f * LargePower.cut(p, inputs)));
    differences[inputs / 3] = -3.7f;
    assertThat(errorOfTheSum(p, differences)).isLessThanOrEqualTo(BOUND);
  }

  @ParameterizedTest
  @CsvSource({"32, 784", "32, 1023", "64, 70", "99.3, 1024", "100, 784", "100, 4096", "1000, 257"})
  void sumIsExactWhenTermsStandOnBothSidesOfTheCut(float p, int inputs) {
    Random random = new Random(6);
    float[] differences = new float[inputs];
    float cut = 0.9f * LargePower.cut(p, inputs);
    for (int i = 0; i < inputs; i++) {
      differences[i] = cut * (1 + (random.nextFloat() - 0.5f) / p);
    }
    differences[inputs - 1] = 0.9f;
    assertThat(errorOfTheSum(p, differences)).isLessThanOrEqualTo(BOUND);
  }

  @ParameterizedTest
  @CsvSource({"32, 784", "100, 784", "100, 4096", "1000, 257"})
  void sumIsExactWhenEveryTermCounts(float p, int inputs) {
    Random random = new Random(7);
    float[] differences = new float[inputs];
    for (int i = 0; i < inputs; i++) {
      differences[i] = 5 - 2 * random.nextFloat() / p;
    }
    assertThat(errorOfTheSum(p, differences)).isLessThanOrEqualTo(BOUND);
  }

  /** Room for all terms of such rows would be 675 MB. */
  @Test
  void longRowsBeginWithRoomForSomeOfTheirTerms() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    new SignificantTerms().begin(1 << 18);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(40_000_000);
  }

  /** Room for the terms of the last neuron is made beside those of the others. */
  @Test
  void termsAreKeptWhenRoomIsMadeForMore() {
    int inputs = 20_000;
    float[] z = manySignificant(ExampleGroups.SIZE, inputs);
    float[] w = new float[4 * inputs];
    for (int k = 0; k < w.length; k++) {
      w[k] = k % 7 * 1e-4f;
    }
    SignificantTerms together = collected(z, w, inputs, 0, 4);
    for (int neuron = 0; neuron < 4; neuron++) {
      SignificantTerms alone = collected(z, w, inputs, neuron, neuron + 1);
      for (int example = 0; example < ExampleGroups.SIZE; example++) {
        assertThat(together.sum(neuron, example)).isEqualTo(alone.sum(0, example));
      }
    }
  }

  private static float[] manySignificant(int examples, int inputs) {
    Random random = new Random(8);
    float[] z = new float[examples * inputs];
    for (int k = 0; k < z.length; k++) {
      z[k] = 5 - random.nextFloat() / 50;
    }
    return z;
  }

  private static SignificantTerms collected(float[] z, float[] w, int inputs, int from, int to) {
    WorkingMemory memory = new WorkingMemory();
    memory.groups.transpose(new BlockShape(ExampleGroups.SIZE, to - from, inputs), new Rows(z, 0));
    float cut = LargePower.cut(100, inputs);
    memory.maxima.begin(to - from);
    memory.terms.begin(inputs);
    for (int o = from; o < to; o++) {
      memory.maxima.find(memory.groups, 0, o - from, memory.candidates, cut, w, o * inputs);
      memory.terms.collect(
          memory.maxima.largest, cut, memory.groups, 0, memory.candidates, w, o * inputs);
    }
    memory.terms.raise(100);
    memory.terms.root(100);
    return memory.terms;
  }

  @ParameterizedTest
  @CsvSource({"784, 8", "8388608, 8", "16777216, 4", "67108863, 1"})
  void soManyNeuronsAreTakenTogetherThatAnIntCountsTheirTerms(int inputs, int neurons) {
    assertThat(SignificantTerms.neurons(inputs)).isEqualTo(neurons);
    assertThat((long) neurons * ExampleGroups.SIZE * inputs).isLessThanOrEqualTo(1 << 30);
  }

  private static double errorOfTheSum(float p, float[] differences) {
    int inputs = differences.length;
    float[] origin = new float[inputs];
    WorkingMemory memory = new WorkingMemory();
    memory.groups.transpose(new BlockShape(1, 1, inputs), new Rows(differences, 0));
    float cut = LargePower.cut(p, inputs);
    memory.maxima.begin(1);
    memory.maxima.find(memory.groups, 0, 0, memory.candidates, cut, origin, 0);
    float largest = memory.maxima.largest[0];
    SignificantTerms terms = memory.terms;
    terms.begin(inputs);
    terms.collect(memory.maxima.largest, cut, memory.groups, 0, memory.candidates, origin, 0);
    terms.raise(p);
    terms.root(p);
    double exact = 0;
    for (float difference : differences) {
      exact += Math.pow(Math.abs(difference) / (double) largest, p);
    }
    return Math.abs(terms.sum(0, 0) - exact) / exact;
  }
}

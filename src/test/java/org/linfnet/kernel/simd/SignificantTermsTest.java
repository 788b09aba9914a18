package org.linfnet.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
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

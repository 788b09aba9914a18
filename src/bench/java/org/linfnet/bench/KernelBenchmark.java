package org.linfnet.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.SparseDerivatives;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One pass over one block of Gaussian rows, in milliseconds; {@code submit/bench.sh} runs it. Its
 * JVM spills to where conf/spark-defaults.conf has jobs spill to.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"--add-modules=jdk.incubator.vector", "-XX:-UseFPUForSpilling", "-Xmx2g"})
@Warmup(iterations = 3, time = 700, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class KernelBenchmark {

  @Param({"simd", "scalar"})
  private String kernels;

  /** {@code batch x outputs x inputs}. */
  @Param("128x1024x1024")
  private String block;

  @Param({"6", "8", "16", "32", "64", "100", "Infinity"})
  private float p;

  private DistanceKernels chosen;
  private BlockShape shape;
  private float[] z;
  private float[] upper;
  private float[] w;
  private float[] y;
  private float[] yUpper;
  private float[] gradientY;
  private float[] gradientZ;
  private float[] gradientW;
  private SparseDerivatives kept;

  @Setup(Level.Trial)
  public void fill() throws ReflectiveOperationException {
    String name = kernels.equals("simd") ? "simd.SimdKernels" : "ScalarKernels";
    chosen =
        Class.forName("org.linfnet.kernel." + name)
            .asSubclass(DistanceKernels.class)
            .getConstructor()
            .newInstance();
    String[] sides = block.split("x", -1);
    int batch = Integer.parseInt(sides[0]);
    int outputs = Integer.parseInt(sides[1]);
    int inputs = Integer.parseInt(sides[2]);
    shape = new BlockShape(batch, outputs, inputs);
    Random random = new Random(1);
    z = gaussians(random, batch * inputs);
    w = gaussians(random, outputs * inputs);
    gradientY = gaussians(random, batch * outputs);
    upper = z.clone();
    for (int i = 0; i < upper.length; i++) {
      upper[i] += 0.1f;
    }
    y = new float[batch * outputs];
    yUpper = new float[batch * outputs];
    gradientZ = new float[batch * inputs];
    gradientW = new float[outputs * inputs];
    kept =
        new SparseDerivatives((int) Math.min(SparseDerivatives.MOST_TERMS, 128L * batch * outputs));
    if (Float.isInfinite(p)) {
      chosen.infinityForward(shape, z, 0, w, 0, y, 0);
    } else {
      chosen.powerForward(shape, p, z, 0, w, 0, y, 0);
    }
  }

  private static float[] gaussians(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Benchmark
  public void forward() {
    if (Float.isInfinite(p)) {
      chosen.infinityForward(shape, z, 0, w, 0, y, 0);
    } else {
      chosen.powerForward(shape, p, z, 0, w, 0, y, 0);
    }
  }

  /** Both gradients; at p = infinity that of the input. */
  @Benchmark
  public void backward() {
    if (Float.isInfinite(p)) {
      chosen.infinityInputGradient(shape, z, 0, w, 0, y, 0, gradientY, 0, gradientZ, 0);
    } else {
      chosen.powerBackward(shape, p, z, 0, w, 0, y, 0, gradientY, 0, gradientZ, 0, gradientW, 0);
    }
  }

  /** Forward and both gradients as training runs them; at p = infinity, interval bounds. */
  @Benchmark
  public void step() {
    if (Float.isInfinite(p)) {
      chosen.intervalBounds(shape, z, upper, 0, w, 0, y, yUpper, 0);
      return;
    }
    chosen.powerForward(shape, p, z, 0, w, 0, y, 0, kept);
    if (kept.isComplete()) {
      kept.backward(gradientY, 0, gradientZ, 0, gradientW, 0);
    } else {
      chosen.powerBackward(shape, p, z, 0, w, 0, y, 0, gradientY, 0, gradientZ, 0, gradientW, 0);
    }
  }
}

package org.linfnet.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.IntervalBlock;
import org.linfnet.kernel.Rows;
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
  private DistanceBlock distances;
  private IntervalBlock bounds;
  private Rows gradientY;
  private Rows gradientZ;
  private Rows gradientW;
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
    BlockShape shape = new BlockShape(batch, outputs, inputs);
    Random random = new Random(1);
    Rows z = gaussians(random, batch * inputs);
    Rows w = gaussians(random, outputs * inputs);
    Rows y = zeros(batch * outputs);
    distances = new DistanceBlock(shape, z, w, y);
    gradientY = gaussians(random, batch * outputs);
    float[] upper = z.values().clone();
    for (int i = 0; i < upper.length; i++) {
      upper[i] += 0.1f;
    }
    bounds = new IntervalBlock(shape, z, new Rows(upper, 0), w, y, zeros(batch * outputs));
    gradientZ = zeros(batch * inputs);
    gradientW = zeros(outputs * inputs);
    kept =
        new SparseDerivatives((int) Math.min(SparseDerivatives.MOST_TERMS, 128L * batch * outputs));
    forward();
  }

  private static Rows zeros(int length) {
    return new Rows(new float[length], 0);
  }

  private static Rows gaussians(Random random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return new Rows(values, 0);
  }

  @Benchmark
  public void forward() {
    if (Float.isInfinite(p)) {
      chosen.infinityForward(distances);
    } else {
      chosen.powerForward(distances, p);
    }
  }

  /** Both gradients; at p = infinity that of the input. */
  @Benchmark
  public void backward() {
    if (Float.isInfinite(p)) {
      chosen.infinityInputGradient(distances, gradientY, gradientZ);
    } else {
      chosen.powerBackward(distances, p, gradientY, gradientZ, gradientW);
    }
  }

  /** Forward and both gradients as training runs them; at p = infinity, interval bounds. */
  @Benchmark
  public void step() {
    if (Float.isInfinite(p)) {
      chosen.intervalBounds(bounds);
      return;
    }
    chosen.powerForward(distances, p, kept);
    if (kept.isComplete()) {
      kept.backward(gradientY, gradientZ, gradientW);
    } else {
      chosen.powerBackward(distances, p, gradientY, gradientZ, gradientW);
    }
  }
}

package org.linfnet.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.Shape;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;
import org.linfnet.onnx.OnnxModel;
import org.linfnet.scorer.Score;
import org.linfnet.scorer.Scorer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Logits, probabilities, class and certified radius of one image of 784 pixels by a distance net of
 * 3 hidden layers: by linfnet's scorer, and by onnxruntime on one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ServingBenchmark {

  private static final int IMAGES = 64;

  /** The neurons of a hidden layer. */
  @Param("256")
  public int width;

  private final double[][] rows = new double[IMAGES][];
  private final float[][] floats = new float[IMAGES][];
  private OrtEnvironment environment;
  private OrtSession session;
  private Scorer scorer;
  private int turn;

  /** Makes a network of random numbers, and random images. */
  @Setup
  public void start() throws OrtException {
    Encoding encoding = new ImageEncoding(new Shape(1, 28, 28), new float[] {0.1307f}, 0.3081f);
    Network layers =
        new Network(encoding.shape(), 10, new DistanceNet(3, width, "normal", "batch").layers());
    Random random = new Random(1);
    EncodedNetwork network = new EncodedNetwork(layers.start(random), encoding);
    scorer = new Scorer(network, 1);
    environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(new OnnxModel(network, 1).toBytes(), options);
    }
    for (int image = 0; image < IMAGES; image++) {
      rows[image] = random.doubles(layers.inputSize()).toArray();
      floats[image] = new float[layers.inputSize()];
      for (int i = 0; i < floats[image].length; i++) {
        floats[image][i] = (float) rows[image][i];
      }
    }
  }

  /** Ends the session. */
  @TearDown
  public void end() throws OrtException {
    session.close();
  }

  private int next() {
    turn = (turn + 1) % IMAGES;
    return turn;
  }

  /** By linfnet's scorer. */
  @Benchmark
  public Score scorer() {
    return scorer.score(rows[next()]);
  }

  /** By onnxruntime. */
  @Benchmark
  public Object onnxruntime() throws OrtException {
    float[] image = floats[next()];
    long[] sides = {1, image.length};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), sides);
        OrtSession.Result result = session.run(Map.of(OnnxModel.INPUTS, tensor))) {
      return result.get(OnnxModel.CERTIFIED_RADIUS).orElseThrow().getValue();
    }
  }
}

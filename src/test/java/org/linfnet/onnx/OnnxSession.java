package org.linfnet.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.nio.FloatBuffer;
import java.util.Map;

/** An ONNX model in onnxruntime, on one thread. */
public final class OnnxSession implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /**
   * What the model says of a block.
   *
   * @param logits {@code float[batch][classes]}
   * @param probability {@code float[batch][classes]}
   * @param prediction {@code long[batch]}
   * @param certifiedRadius {@code float[batch]}
   */
  public record Scores(
      float[][] logits, float[][] probability, long[] prediction, float[] certifiedRadius) {}

  /** A session of the content of an ONNX file. */
  public OnnxSession(byte[] model) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(model, options);
    }
  }

  /**
   * Scores a block.
   *
   * @param inputs {@code float[batch * inputs]}, in the user's units
   */
  public Scores score(float[] inputs, int batch) throws OrtException {
    long[] sides = {batch, inputs.length / batch};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(inputs), sides);
        OrtSession.Result result = session.run(Map.of(OnnxModel.INPUTS, tensor))) {
      return new Scores(
          (float[][]) value(result, OnnxModel.LOGITS),
          (float[][]) value(result, OnnxModel.PROBABILITY),
          (long[]) value(result, OnnxModel.PREDICTION),
          (float[]) value(result, OnnxModel.CERTIFIED_RADIUS));
    }
  }

  private static Object value(OrtSession.Result result, String output) throws OrtException {
    return result.get(output).orElseThrow().getValue();
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}

package org.linfnet.train;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.linfnet.data.FeatureBlock;

/** Features that were scaled once, and are read as they are. */
final class FeatureExamples implements TrainingExamples {

  private static final long serialVersionUID = 1;

  private final FeatureBlock examples;

  FeatureExamples(FeatureBlock examples) {
    this.examples = examples;
  }

  @Override
  public int size() {
    return examples.labels().length;
  }

  @Override
  public int inputs() {
    return examples.inputs();
  }

  @Override
  public int label(int example) {
    return examples.labels()[example];
  }

  @Override
  public float weight(int example) {
    return examples.weights()[example];
  }

  @Override
  public void digest(int example, MessageDigest digest) {
    ByteBuffer row = ByteBuffer.allocate((2 + inputs()) * Float.BYTES);
    row.putInt(label(example)).putFloat(weight(example));
    row.asFloatBuffer().put(examples.features(), example * inputs(), inputs());
    digest.update(row.array());
  }

  @Override
  public Reader reader() {
    int inputs = inputs();
    return (example, augmentation, out, at) ->
        System.arraycopy(examples.features(), example * inputs, out, at, inputs);
  }
}

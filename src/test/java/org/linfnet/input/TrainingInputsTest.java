package org.linfnet.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.linfnet.layer.Shape;

class TrainingInputsTest {

  private static final int EXAMPLES = 10;

  @Test
  void imagesThatSparkWroteToDiskReadAsBefore() {
    ImageEncoding encoding = new ImageEncoding(new Shape(2, 3, 4), new float[] {0.3f, 0.5f}, 0.25f);
    byte[] pixels = new byte[EXAMPLES * 24];
    new Random(1).nextBytes(pixels);
    requireSame(
        encoding, StoredValues.of(pixels, 24), new Augmentation(2, CropBorder.EDGE, 0.5, 0.5));
  }

  @Test
  void featuresThatSparkWroteToDiskReadAsBefore() {
    FeatureEncoding encoding = new FeatureEncoding(new double[] {1, 2}, new double[] {3, 4});
    double[] features = new Random(1).doubles(EXAMPLES * 2L).toArray();
    requireSame(encoding, StoredValues.of(features, 2), Augmentation.NONE);
  }

  private static void requireSame(
      Encoding encoding, StoredValues values, Augmentation augmentation) {
    TrainingInputs inputs = encoding.trainingInputs(values, augmentation);
    TrainingInputs back = Kryo.copy(inputs, TrainingInputs.class);
    int width = encoding.shape().size();
    assertThat(read(back, width)).isEqualTo(read(inputs, width));
  }

  private static float[] read(TrainingInputs inputs, int width) {
    float[] read = new float[EXAMPLES * width];
    TrainingInputs.Reader reader = inputs.reader();
    Random augmentation = new Random(3);
    for (int example = 0; example < EXAMPLES; example++) {
      reader.read(example, augmentation, read, example * width);
    }
    return read;
  }
}

package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.junit.jupiter.api.Test;
import org.linfnet.data.LabelledImages;
import org.linfnet.data.RandomCrop;
import org.linfnet.data.Split;
import org.linfnet.data.Strokes;
import scala.reflect.ClassTag$;

class TrainingExamplesTest {

  @Test
  void imagesThatSparkWroteToDiskReadAsBefore() {
    LabelledImages images = new Strokes(1).draw(Split.TRAIN, 10);
    PixelExamples examples =
        new PixelExamples(
            images.examples(),
            new RandomCrop(images.description().shape(), 2, 0.5),
            images.description().standardisation());
    SerializerInstance kryo = new KryoSerializer(new SparkConf()).newInstance();
    PixelExamples back =
        kryo.deserialize(
            kryo.serialize(examples, ClassTag$.MODULE$.apply(PixelExamples.class)),
            ClassTag$.MODULE$.apply(PixelExamples.class));
    assertThat(read(back)).isEqualTo(read(examples));
  }

  private static float[] read(PixelExamples examples) {
    float[] inputs = new float[examples.size() * examples.inputs()];
    TrainingExamples.Reader reader = examples.reader();
    Random augmentation = new Random(3);
    for (int example = 0; example < examples.size(); example++) {
      reader.read(example, augmentation, inputs, example * examples.inputs());
    }
    return inputs;
  }
}

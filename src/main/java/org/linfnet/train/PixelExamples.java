package org.linfnet.train;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ImageShape;
import org.linfnet.data.RandomCrop;
import org.linfnet.data.Standardisation;

/**
 * Images as bytes, cropped and standardised as they are read. Spark's Kryo, which writes them when
 * memory is short, knows no records: the crop is kept in its parts.
 */
final class PixelExamples implements TrainingExamples {

  private static final long serialVersionUID = 1;

  private final ExampleBlock examples;
  private final int height;
  private final int width;
  private final int padding;
  private final double chance;
  private final Standardisation standardisation;

  PixelExamples(ExampleBlock examples, RandomCrop crop, Standardisation standardisation) {
    this.examples = examples;
    this.height = crop.shape().height();
    this.width = crop.shape().width();
    this.padding = crop.padding();
    this.chance = crop.chance();
    this.standardisation = standardisation;
  }

  @Override
  public int size() {
    return examples.size();
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
    return 1;
  }

  @Override
  public void digest(int example, MessageDigest digest) {
    ByteBuffer head = ByteBuffer.allocate(Long.BYTES + Integer.BYTES);
    digest.update(head.putLong(examples.ids()[example]).putInt(label(example)).array());
    digest.update(examples.pixels(), example * inputs(), inputs());
  }

  @Override
  public Reader reader() {
    int inputs = inputs();
    byte[] cropped = new byte[inputs];
    RandomCrop crop = new RandomCrop(new ImageShape(height, width), padding, chance);
    return (example, augmentation, out, at) -> {
      crop.crop(examples.pixels(), example * inputs, augmentation, cropped, 0);
      standardisation.standardise(cropped, 0, out, at, inputs);
    };
  }
}

package org.linfnet.evaluate;

import java.util.Random;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.Margin;

/**
 * The last bits at the certified radius of one image: corners and faces of the ball, nudged inwards
 * by up to three floats, every other one on the side of an image of another class.
 *
 * @param examples where the others come from
 * @param pixels of all examples, in the user's units
 * @param result of the example
 * @param example its place among the examples
 */
record LastBits(
    EncodedNetwork network,
    ExampleBlock examples,
    double[] pixels,
    ExampleResult result,
    int example) {

  private static final int BATCH = 100;

  /** Whether one of so many points, a multiple of 100, gets another class. */
  boolean breaks(int points) {
    AttackedNetwork scored = new AttackedNetwork(network, Kernels.ofThisJvm(), BATCH);
    Random random = new Random(result.id());
    double[] batch = new double[BATCH * scored.inputs()];
    for (int done = 0; done < points; done += BATCH) {
      for (int point = 0; point < BATCH; point++) {
        draw(batch, point * scored.inputs(), scored.inputs(), point % 2 == 0, random);
      }
      float[] logits = scored.logits(batch, BATCH);
      for (int point = 0; point < BATCH; point++) {
        if (Margin.prediction(logits, point * scored.classes(), scored.classes())
            != result.prediction()) {
          return true;
        }
      }
    }
    return false;
  }

  private void draw(double[] batch, int at, int inputs, boolean towards, Random random) {
    Encoding encoding = network.encoding();
    int other = other(random);
    double within = random.nextInt(3) / 4.0;
    for (int i = 0; i < inputs; i++) {
      double centre = pixels[example * inputs + i];
      double aim = pixels[other * inputs + i];
      double lower = encoding.lower(i, centre, result.certifiedRadius());
      double upper = encoding.upper(i, centre, result.certifiedRadius());
      boolean up = (towards && aim != centre) ? aim > centre : random.nextBoolean();
      double end = up ? upper : lower;
      if (random.nextDouble() < within) {
        end = Math.min(upper, Math.max(lower, random.nextFloat()));
      }
      for (int floats = random.nextInt(4); floats > 0; floats--) {
        end = Math.nextAfter((float) end, centre);
      }
      batch[at + i] = end;
    }
  }

  /** An example of another class, or one of this class where others are rare. */
  private int other(Random random) {
    int other = random.nextInt(examples.size());
    for (int left = 1_000; left > 0 && examples.labels()[other] == result.prediction(); left--) {
      other = random.nextInt(examples.size());
    }
    return other;
  }
}

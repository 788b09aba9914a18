package org.linfnet.certify;

import java.util.Random;
import org.linfnet.data.ExampleBlock;
import org.linfnet.kernel.KernelChoice;
import org.linfnet.network.Margin;
import org.linfnet.train.TrainedNetwork;

/**
 * The last bits at the certified radius of one example: corners and faces of the ball, nudged
 * inwards by up to three floats, every other one on the side of an example of another class.
 *
 * @param examples where the others come from
 * @param pixels of all examples, as the scorer takes them
 * @param result of the example
 * @param example its place among the examples
 */
record LastBits(
    TrainedNetwork network,
    ExampleBlock examples,
    float[] pixels,
    ExampleResult result,
    int example) {

  private static final int BATCH = 100;

  /** Whether one of so many points, a multiple of 100, gets another class. */
  boolean breaks(int points) {
    Scorer scorer = new Scorer(network, KernelChoice.kernels(), BATCH);
    Random random = new Random(result.id());
    float[] batch = new float[BATCH * scorer.inputs()];
    for (int done = 0; done < points; done += BATCH) {
      for (int point = 0; point < BATCH; point++) {
        draw(batch, point * scorer.inputs(), scorer.inputs(), point % 2 == 0, random);
      }
      float[] logits = scorer.logits(batch, BATCH);
      for (int point = 0; point < BATCH; point++) {
        if (Margin.prediction(logits, point * scorer.classes(), scorer.classes())
            != result.prediction()) {
          return true;
        }
      }
    }
    return false;
  }

  private void draw(float[] batch, int at, int inputs, boolean towards, Random random) {
    PixelBall ball = new PixelBall(result.certifiedRadius());
    int other = other(random);
    double within = random.nextInt(3) / 4.0;
    for (int i = 0; i < inputs; i++) {
      float centre = pixels[example * inputs + i];
      float aim = pixels[other * inputs + i];
      boolean up = (towards && aim != centre) ? aim > centre : random.nextBoolean();
      float end = up ? ball.upper(centre) : ball.lower(centre);
      if (random.nextDouble() < within) {
        end = Math.min(ball.upper(centre), Math.max(ball.lower(centre), random.nextFloat()));
      }
      for (int floats = random.nextInt(4); floats > 0; floats--) {
        end = Math.nextAfter(end, centre);
      }
      batch[at + i] = end;
    }
  }

  private int other(Random random) {
    int other = random.nextInt(examples.size());
    while (examples.labels()[other] == result.prediction()) {
      other = random.nextInt(examples.size());
    }
    return other;
  }
}

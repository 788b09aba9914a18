package org.linfnet.train.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.linfnet.train.AdamMoments;
import org.linfnet.train.DataFingerprint;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.RecipeKey;
import org.linfnet.train.RunIdentity;
import org.linfnet.train.TrainingState;
import org.linfnet.train.ValidationScore;

/** A run of a few hundred random numbers, without the training. */
final class CheckpointExample {

  static final RunIdentity RUN = run("1", 101, 1);

  private static final int NUMBERS = 1500;

  private CheckpointExample() {}

  static RunIdentity run(String seed, long examples, int checkpointEvery) {
    TreeMap<String, String> recipe = new TreeMap<>();
    recipe.put("seed", seed);
    recipe.put(RecipeKey.CHECKPOINT_EVERY.key(), Integer.toString(checkpointEvery));
    return new RunIdentity(
        recipe, new DataFingerprint("{\"name\": \"µ\"}", examples, "0123"), "scalar");
  }

  /** Other numbers for each number of epochs. */
  static TrainingState state(int epochs) {
    Random random = new Random(epochs);
    List<EpochRecord> history = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      Optional<ValidationScore> validation =
          epoch % 2 == 0 ? Optional.of(new ValidationScore(100, 90, 80)) : Optional.empty();
      history.add(new EpochRecord(epoch, 6.5f, 0.03, 1 / 3.0, 2 / 3.0, validation, 1.5));
    }
    float[] numbers = floats(random, NUMBERS);
    numbers[3] = -0f;
    return new TrainingState(
        numbers,
        new AdamMoments(floats(random, NUMBERS), floats(random, NUMBERS), 7 * epochs),
        history);
  }

  private static float[] floats(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}

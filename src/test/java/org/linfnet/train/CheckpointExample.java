package org.linfnet.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.linfnet.network.NetworkState;

/** A run of a few hundred random parameters, without the training. */
final class CheckpointExample {

  static final RunIdentity RUN = run("1", 101, 1);

  private static final int PARAMETERS = 1500;

  private CheckpointExample() {}

  static RunIdentity run(String seed, long examples, int checkpointEvery) {
    TreeMap<String, String> recipe = new TreeMap<>();
    recipe.put("seed", seed);
    recipe.put(Recipe.CHECKPOINT_EVERY, Integer.toString(checkpointEvery));
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
    float[] parameters = floats(random, PARAMETERS);
    parameters[3] = -0f;
    return new TrainingState(
        new NetworkState(parameters, floats(random, 40)),
        new AdamMoments(floats(random, PARAMETERS), floats(random, PARAMETERS), 7 * epochs),
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

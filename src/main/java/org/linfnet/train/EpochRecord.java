package org.linfnet.train;

import java.util.Locale;
import java.util.Optional;

/**
 * What one epoch gave.
 *
 * @param epoch the first is 1
 * @param p the norm at its last step
 * @param learningRate the learning rate at its last step
 * @param loss the mean over its examples, as the recipe defines it
 * @param trainingAccuracy the fraction of its examples, as augmented, that were classified rightly
 * @param validation on the validation examples, when there are any
 * @param seconds how long it took, validation included
 */
public record EpochRecord(
    int epoch,
    float p,
    double learningRate,
    double loss,
    double trainingAccuracy,
    Optional<ValidationScore> validation,
    double seconds) {

  /** The columns of {@link #toCsv}. */
  public static final String CSV_HEADER =
      "epoch,p,learning_rate,loss,training_accuracy,"
          + "validation_clean_accuracy,validation_certified_accuracy,seconds";

  /** The same with a number that counts epochs before it. */
  public EpochRecord later(int before) {
    return new EpochRecord(
        before + epoch, p, learningRate, loss, trainingAccuracy, validation, seconds);
  }

  /** A line of {@code history.csv}; what was not measured is empty. */
  public String toCsv() {
    return String.format(
        Locale.ROOT,
        "%d,%s,%s,%.6f,%.6f,%s,%s,%.3f",
        epoch,
        p,
        learningRate,
        loss,
        trainingAccuracy,
        validation.map(v -> String.format(Locale.ROOT, "%.6f", v.cleanAccuracy())).orElse(""),
        validation.map(v -> String.format(Locale.ROOT, "%.6f", v.certifiedAccuracy())).orElse(""),
        seconds);
  }

  /** A line for people. */
  public String toLine(int epochs) {
    String line =
        String.format(
            Locale.ROOT,
            "epoch %d/%d  p %.1f  rate %.4g  loss %.4f  training accuracy %.2f %%",
            epoch,
            epochs,
            p,
            learningRate,
            loss,
            100 * trainingAccuracy);
    String validated =
        validation
            .map(
                v ->
                    String.format(
                        Locale.ROOT,
                        "  validation clean %.2f %%, certified %.2f %%",
                        100 * v.cleanAccuracy(),
                        100 * v.certifiedAccuracy()))
            .orElse("");
    return line + validated + String.format(Locale.ROOT, "  %.1f s", seconds);
  }
}

package org.linfnet.scorer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.linfnet.InvalidInputException;
import org.linfnet.attack.AttackKind;
import org.linfnet.explain.Explainer;
import org.linfnet.explain.Explanation;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.ScoringPass;

/**
 * A finished network that scores, certifies and explains rows. Any number of threads may use one
 * scorer at the same time; each call runs on its own thread.
 *
 * <p>A score has the bits that Spark's columns have: logits, probabilities, class and certified
 * radius.
 */
public final class Scorer {

  private static final double[] NO_THRESHOLDS = {};

  /** Rows that go through the network at once. */
  private static final int BLOCK = 64;

  /** Of the attacks that search for a smallest change, and of their random numbers in each row. */
  private static final long SEED = 1;

  private static final long ROW = 0;

  private final EncodedNetwork network;
  private final Decision decision;
  private final Queue<Passes> idle = new ConcurrentLinkedQueue<>();

  /**
   * A scorer of this network.
   *
   * @param temperature what logits are divided by before softmax, above 0
   */
  public Scorer(EncodedNetwork network, double temperature) {
    this.network = network;
    this.decision = new Decision(temperature, NO_THRESHOLDS, network.network().classes());
  }

  /**
   * Reads a file that {@code submit/export.sh} wrote.
   *
   * @throws InvalidInputException when there is none, or it is not whole
   * @throws IOException when it cannot be read
   */
  public static Scorer read(Path file) throws IOException {
    try {
      return Files.isRegularFile(file) ? of(ScorerFile.read(file)) : readStream(file);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException("there is no file %s: name another".formatted(file));
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          "the model in %s cannot be read: %s".formatted(file, e.getMessage()));
    }
  }

  /**
   * Reads the content of such a file, at most 2 GiB, up to the stream's end: whoever sends it must
   * end it. The stream stays open.
   *
   * @throws InvalidInputException when it is not whole
   * @throws IOException when the stream fails
   */
  public static Scorer read(InputStream stream) throws IOException {
    return of(ScorerFile.read(stream));
  }

  /** Reads a pipe, which is read once and has no length. */
  private static Scorer readStream(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new InvalidInputException("it is a directory: name a file in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return read(in);
    }
  }

  private static Scorer of(ScorerFile file) {
    return new Scorer(file.network(), file.temperature());
  }

  /** The values of a row. */
  public int inputs() {
    return network.network().inputSize();
  }

  /** The classes. */
  public int classes() {
    return network.network().classes();
  }

  /** What a radius of 1 is: {@code pixel}, {@code feature} or {@code featureScale}. */
  public String radiusUnit() {
    return network.encoding().radiusUnit().label();
  }

  /**
   * Scores a row.
   *
   * @param row pixels from 0 (black) to 1 (white), channel by channel and row by row; or features.
   *     {@code double[inputs]}
   * @throws InvalidInputException when it has another length, or a value cannot be used
   */
  public Score score(double[] row) {
    return score(List.of(row)).get(0);
  }

  /**
   * Scores an image as tables store it.
   *
   * @param image a byte for each pixel, from 0 to 255
   * @throws InvalidInputException when the model takes no images, or of another size
   */
  public Score score(byte[] image) {
    requireLength(image.length);
    if (!network.encoding().isStoredAsBytes()) {
      throw new InvalidInputException("the model takes features, and no images: give numbers");
    }
    Passes passes = borrow();
    StoredValues stored = StoredValues.of(image, inputs());
    network.encoding().encodeStored(stored, 0, passes.inputs, 0);
    double[] pixels = new double[inputs()];
    if (passes.certificate.readsValues()) {
      network.encoding().toUser(stored, 0, pixels, 0);
    }
    Score score = scores(passes, List.of(pixels)).get(0);
    idle.add(passes);
    return score;
  }

  /**
   * Scores rows, in their order.
   *
   * @param rows as {@link #score(double[])} takes each
   * @throws InvalidInputException when one has another length, or a value cannot be used
   */
  public List<Score> score(List<double[]> rows) {
    Passes passes = borrow();
    List<Score> scores = new ArrayList<>(rows.size());
    for (int first = 0; first < rows.size(); first += BLOCK) {
      List<double[]> block = rows.subList(first, Math.min(first + BLOCK, rows.size()));
      for (int b = 0; b < block.size(); b++) {
        encode(block.get(b), passes.inputs, b * inputs());
      }
      scores.addAll(scores(passes, block));
    }
    idle.add(passes);
    return scores;
  }

  /**
   * Explains a row: the two largest logits, what decides them, and the smallest change found that
   * changes the class. It searches with every attack, and takes as long as thousands of scores.
   *
   * @param row as {@link #score(double[])} takes it
   * @throws InvalidInputException when it has another length, or a value cannot be used
   */
  public Explanation explain(double[] row) {
    requireUsable(row);
    Passes passes = borrow();
    Explanation explanation = passes.explainer().explain(ROW, row);
    idle.add(passes);
    return explanation;
  }

  private void encode(double[] row, float[] encoded, int at) {
    requireUsable(row);
    network.encoding().encode(row, 0, encoded, at);
  }

  private void requireUsable(double[] row) {
    requireLength(row.length);
    Encoding encoding = network.encoding();
    boolean picture = encoding.isStoredAsBytes();
    for (int i = 0; i < row.length; i++) {
      if (!Double.isFinite(row[i]) || (picture && (row[i] < 0 || row[i] > 1))) {
        throw new InvalidInputException(
            "value %d of a row cannot be used: give %s"
                .formatted(i, picture ? "a pixel from 0 to 1" : "a finite number"));
      }
    }
  }

  private void requireLength(int length) {
    if (length != inputs()) {
      throw new InvalidInputException(
          "a row has %d values, and the model takes %d: give rows of the model's"
              .formatted(length, inputs()));
    }
  }

  /** Scores rows that are encoded already. */
  private List<Score> scores(Passes passes, List<double[]> rows) {
    float[] logits = passes.scoring.logits(passes.inputs, rows.size());
    List<Score> scores = new ArrayList<>(rows.size());
    for (int b = 0; b < rows.size(); b++) {
      double[] wide = new double[classes()];
      int from = b * classes();
      Arrays.setAll(wide, j -> logits[from + j]);
      int prediction = decision.prediction(wide);
      double radius =
          passes.certificate.radius(rows.get(b), passes.inputs, b * inputs(), wide, prediction);
      scores.add(new Score(prediction, radius, decision.probabilities(wide), wide));
    }
    return scores;
  }

  private Passes borrow() {
    Passes passes = idle.poll();
    return passes == null ? new Passes(network, decision) : passes;
  }

  /** The buffers of one call. They are left to the garbage collector where a call fails. */
  private static final class Passes {

    private final EncodedNetwork network;
    private final Kernels kernels = Kernels.ofThisJvm();
    private final float[] inputs;
    private final ScoringPass scoring;
    private final RowCertificate certificate;
    private Explainer explainer;

    Passes(EncodedNetwork network, Decision decision) {
      this.network = network;
      inputs = new float[Math.multiplyExact(BLOCK, network.network().inputSize())];
      scoring = new ScoringPass(network.state(), kernels, BLOCK);
      certificate = new RowCertificate(network, decision, kernels);
    }

    /** Made when it is first asked for: most callers never explain a row. */
    Explainer explainer() {
      if (explainer == null) {
        explainer = new Explainer(network, AttackKind.STRONG, SEED, kernels);
      }
      return explainer;
    }
  }
}

package org.linfnet.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.linfnet.certify.MarginCertificate;
import org.linfnet.dataset.InputColumn;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.Margin;
import org.linfnet.network.Network;
import org.linfnet.network.ScoringPass;

/** Scores a bounded block of rows at a time. One thread uses it at a time. */
final class BlockScorer {

  private final EncodedNetwork network;
  private final InputColumn column;
  private final ScoringPass pass;
  private final MarginCertificate certificate;
  private final float[] inputs;

  /**
   * What a model says of a row.
   *
   * @param logits {@code double[classes]}, in network units
   * @param prediction the class
   * @param certifiedRadius within which it stays
   */
  record Score(double[] logits, double prediction, double certifiedRadius) {}

  /**
   * @param column holds the inputs
   * @param capacity the most rows of a block
   */
  BlockScorer(EncodedNetwork network, InputColumn column, Kernels kernels, int capacity) {
    this.network = network;
    this.column = column;
    this.pass = new ScoringPass(network.state(), kernels, capacity);
    this.certificate = new MarginCertificate(network, kernels);
    this.inputs = new float[Math.multiplyExact(capacity, network.network().inputSize())];
  }

  /**
   * Takes the inputs of a row to a place of the block.
   *
   * @param stored the value of the column
   * @return whether they can be scored: not when they are null or not finite
   * @throws org.linfnet.InvalidInputException when they are not as many as the network takes
   */
  boolean accept(Object stored, int place) {
    int width = network.network().inputSize();
    Optional<StoredValues> values = column.read(stored, width);
    values.ifPresent(row -> network.encoding().encodeStored(row, 0, inputs, place * width));
    return values.isPresent();
  }

  /** The scores of the rows at the first places. */
  List<Score> scores(int rows) {
    List<Score> scores = new ArrayList<>(rows);
    if (rows > 0) {
      float[] logits = pass.logits(inputs, rows);
      for (int row = 0; row < rows; row++) {
        scores.add(score(logits, row));
      }
    }
    return scores;
  }

  private Score score(float[] logits, int row) {
    Network layers = network.network();
    int at = row * layers.classes();
    double[] own = new double[layers.classes()];
    Arrays.setAll(own, j -> logits[at + j]);
    int prediction = Margin.prediction(logits, at, layers.classes());
    double radius = certificate.radius(inputs, row * layers.inputSize(), logits, at, prediction);
    return new Score(own, prediction, radius);
  }

  /** The score of a row that was not accepted: no class, and nothing certified. */
  Score none() {
    double[] none = new double[network.network().classes()];
    Arrays.fill(none, Double.NaN);
    return new Score(none, Double.NaN, 0);
  }
}

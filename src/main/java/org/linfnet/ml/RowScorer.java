package org.linfnet.ml;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.linfnet.dataset.InputColumn;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.ScoringPass;
import org.linfnet.scorer.Decision;
import org.linfnet.scorer.RowCertificate;

/**
 * Scores rows, one at a time. One thread uses it at a time.
 *
 * <p>It remembers the last row. Spark calls a function once for a filter and once more for the
 * columns behind it, and then the row is scored once.
 */
final class RowScorer {

  /** What the first field of a vector's struct says of a dense one. */
  private static final byte DENSE = 1;

  private final EncodedNetwork network;
  private final InputColumn column;
  private final Decision decision;
  private final ScoringPass pass;
  private final RowCertificate certificate;
  private final double[] values;
  private float[] inputs;
  private float[] lastInputs;
  private double[] lastLogits;
  private InternalRow lastScore;

  /**
   * @param column holds the inputs
   * @param decision from logits to a class
   */
  RowScorer(EncodedNetwork network, InputColumn column, Decision decision, Kernels kernels) {
    this.network = network;
    this.column = column;
    this.decision = decision;
    this.pass = new ScoringPass(network.state(), kernels, 1);
    this.certificate = new RowCertificate(network, decision, kernels);
    this.values = new double[network.network().inputSize()];
    this.inputs = new float[network.network().inputSize()];
    this.lastInputs = new float[inputs.length];
  }

  /**
   * The logits of a row in network units, {@code double[classes]}; empty when its inputs are null
   * or not finite.
   *
   * @param stored the value of the column
   * @throws org.linfnet.InvalidInputException when there are not as many as the network takes
   */
  Optional<double[]> logits(Object stored) {
    return accept(stored) ? Optional.of(lastLogits.clone()) : Optional.empty();
  }

  /** The struct that {@link ScoreFunction} gives; empty as {@link #logits} is. */
  Optional<InternalRow> score(Object stored) {
    if (!accept(stored)) {
      return Optional.empty();
    }
    if (lastScore == null) {
      lastScore = score();
    }
    return Optional.of(lastScore);
  }

  private InternalRow score() {
    int prediction = decision.prediction(lastLogits);
    return struct(
        lastLogits,
        decision.probabilities(lastLogits),
        prediction,
        certificate.radius(values, lastInputs, 0, lastLogits, prediction));
  }

  /** The struct of {@link ScoreFunction#SCHEMA} in Spark's internal form. */
  static InternalRow struct(
      double[] logits, double[] probabilities, double prediction, double radius) {
    return row(vector(logits), vector(probabilities), prediction, radius);
  }

  /** A dense vector in Spark's internal form. */
  private static InternalRow vector(double[] values) {
    return row(DENSE, null, null, UnsafeArrayData.fromPrimitiveArray(values));
  }

  private static InternalRow row(Object... fields) {
    return new GenericInternalRow(fields);
  }

  /** Makes a row the last one, with its logits; false when its inputs cannot be scored. */
  private boolean accept(Object cell) {
    Optional<StoredValues> stored = column.read(cell, inputs.length);
    if (stored.isEmpty()) {
      return false;
    }
    network.encoding().encodeStored(stored.get(), 0, inputs, 0);
    if (lastLogits == null || !Arrays.equals(inputs, lastInputs)) {
      float[] accepted = inputs;
      inputs = lastInputs;
      lastInputs = accepted;
      lastLogits = widened(pass.logits(accepted, 1));
      lastScore = null;
      if (certificate.readsValues()) {
        network.encoding().toUser(stored.get(), 0, values, 0);
      }
    }
    return true;
  }

  private double[] widened(float[] logits) {
    double[] wide = new double[network.network().classes()];
    Arrays.setAll(wide, j -> logits[j]);
    return wide;
  }
}

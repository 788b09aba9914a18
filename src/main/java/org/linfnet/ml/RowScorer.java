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
  private final EncodedInputs source;
  private final Decision decision;
  private final ScoringPass pass;
  private final RowCertificate certificate;
  private float[] inputs;
  private float[] lastInputs;
  private double[] values;
  private double[] lastValues;
  private double[] lastLogits;
  private InternalRow lastScore;

  /**
   * @param column holds the inputs
   * @param decision from logits to a class
   */
  RowScorer(EncodedNetwork network, InputColumn column, Decision decision, Kernels kernels) {
    this.network = network;
    this.source = new EncodedInputs(network.encoding(), column);
    this.decision = decision;
    this.pass = new ScoringPass(network.state(), kernels, 1);
    this.certificate = new RowCertificate(network, decision, kernels);
    this.inputs = source.row();
    this.lastInputs = source.row();
    this.values = new double[inputs.length];
    this.lastValues = new double[inputs.length];
  }

  /**
   * The logits of a row in network units, {@code double[classes]}; empty where {@link
   * EncodedInputs#read} is.
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

  /** What is wrong with a row that has no score. */
  String fault(Object stored) {
    return source.fault(stored);
  }

  private InternalRow score() {
    int prediction = decision.prediction(lastLogits);
    return struct(
        lastLogits,
        decision.probabilities(lastLogits),
        prediction,
        certificate.radius(lastValues, lastInputs, 0, lastLogits, prediction));
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
    Optional<StoredValues> stored = source.read(cell, inputs);
    if (stored.isEmpty()) {
      return false;
    }
    if (certificate.readsValues()) {
      network.encoding().toUser(stored.get(), 0, values, 0);
    }
    if (!isLast()) {
      becomeLast();
      lastLogits = widened(pass.logits(lastInputs, 1));
      lastScore = null;
    }
    return true;
  }

  /** Whether the row that was read is the last one. Two rows may differ by less than floats do. */
  private boolean isLast() {
    return lastLogits != null
        && Arrays.equals(inputs, lastInputs)
        && Arrays.equals(values, lastValues);
  }

  private void becomeLast() {
    float[] acceptedInputs = inputs;
    inputs = lastInputs;
    lastInputs = acceptedInputs;
    double[] acceptedValues = values;
    values = lastValues;
    lastValues = acceptedValues;
  }

  private double[] widened(float[] logits) {
    double[] wide = new double[network.network().classes()];
    Arrays.setAll(wide, j -> logits[j]);
    return wide;
  }
}

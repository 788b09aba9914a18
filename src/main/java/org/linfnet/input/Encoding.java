package org.linfnet.input;

import java.io.Serializable;
import java.util.Random;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.Shape;
import org.linfnet.network.Ball;

/**
 * How examples become inputs of a network, and by how much they may be perturbed. Immutable.
 *
 * <p>There are three forms of a value: <em>stored</em>, as a table has it; in the <em>user's
 * units</em>, where perturbations and radii are stated; and in <em>network units</em>. A value's
 * network form is computed in double and rounded to float once, and it does not fall where the
 * value rises.
 */
public interface Encoding extends Serializable {

  /** The shape of an example's inputs. */
  Shape shape();

  /** The encoding as saved models keep it. */
  EncodingDescription description();

  /** What a radius of 1 is. */
  RadiusUnit radiusUnit();

  /** How far each value may move at radius 1, in the user's units: {@code double[inputs]}. */
  double[] halfWidths();

  /** The radius that one network unit is. */
  double radiusOfNetworkUnit();

  /** A radius or margin in network units. */
  default double radiusToNetwork(double radius) {
    return radius / radiusOfNetworkUnit();
  }

  /** The largest radius that is of any use; infinite when values have no range. */
  double largestRadius();

  /** How exactly a largest certified radius is searched for. */
  double radiusTolerance();

  /** The step of the published attack within a ball. */
  double publishedStep(double radius);

  /** Whether a table stores an example's values as bytes, and not as numbers. */
  boolean isStoredAsBytes();

  /** Whether an example is a picture of {@link #shape}, with values from 0 (black) to 1 (white). */
  boolean isPicture();

  /** The inputs of a block as training keeps them. */
  TrainingInputs trainingInputs(StoredValues values, Augmentation augmentation);

  /**
   * Writes an example in the user's units to {@code [at, at + inputs)}.
   *
   * @throws org.linfnet.InvalidInputException when a value cannot be used
   */
  void toUser(StoredValues values, int example, double[] out, int at);

  /**
   * Writes an example in network units: {@code out[outAt + i]} out of {@code values[at + i]}.
   *
   * @param values in the user's units
   * @throws IllegalArgumentException when a value is out of the encoding's range
   */
  void encode(double[] values, int at, float[] out, int outAt);

  /**
   * Writes a stored example in network units to {@code [at, at + inputs)}: what {@link
   * #toUser(StoredValues, int, double[], int)} and {@link #encode} give, to the bit.
   *
   * @throws org.linfnet.InvalidInputException when a value cannot be used
   */
  void encodeStored(StoredValues values, int example, float[] out, int at);

  /** The value in the user's units that a network value stands for. */
  double toUser(int input, double networkValue);

  /**
   * Writes bounds of the network form of every example in a ball. A ball holds each example whose
   * every value is, in real arithmetic, within {@code radius * halfWidths[i]} of the centre's and
   * in the encoding's range.
   *
   * @param centre in the user's units, {@code double[inputs]} from {@code at}
   * @param bounds filled from {@code boundsAt}
   */
  void box(double[] centre, int at, double radius, Bounds bounds, int boundsAt);

  /** The ball of a radius in network units, as training on bounds needs it. */
  Ball ball(double radius);

  /**
   * The least value of a ball that a table can store.
   *
   * @param input which of the example's values
   * @param centre in the user's units
   */
  double lower(int input, double centre, double radius);

  /** The largest value of a ball that a table can store. */
  double upper(int input, double centre, double radius);

  /** The value nearest to another that a table can store. */
  double stored(double value);

  /** Whether a value is in a ball. */
  boolean holds(int input, double centre, double radius, double value);

  /**
   * The size of an example for the bound of rounding errors: {@link #range} of it holds every input
   * of the ball.
   *
   * @param inputs the example in network units, {@code float[inputs]} from {@code at}
   * @param networkRadius of the ball, in network units
   */
  float reach(float[] inputs, int at, double networkRadius);

  /** Bounds of all examples of one {@link #reach}, in network units. */
  Bounds range(float reach);

  /** The encoding as arithmetic on floats in the user's units. */
  Standardisation standardisation();

  /**
   * The values that an attack without gradients sets first, in groups: those of a group move
   * together.
   */
  int[][] stripes();

  /**
   * A group of neighbouring values.
   *
   * @param share which part of all values, in (0, 1]
   * @param random where the place of the group is drawn from
   */
  int[] patch(double share, Random random);
}

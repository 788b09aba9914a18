package org.linfnet.ml;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.linfnet.data.InvalidInputException;
import scala.collection.Iterator;
import scala.collection.Seq;

/**
 * Reads a row's features as Spark gives them: a vector, dense or sparse, or an array of float or
 * double.
 *
 * @param inputs how many there must be
 */
record FeatureReader(int inputs) implements Serializable {

  /**
   * The features, {@code double[inputs]}, which must not be written to; empty when there are none,
   * or not all of them are finite.
   *
   * @throws InvalidInputException when they are not as many as there must be
   */
  Optional<double[]> read(Object stored) {
    if (stored == null) {
      return Optional.empty();
    }
    requireSize(size(stored));
    double[] features =
        stored instanceof Vector vector ? vector.toArray() : toArray((Seq<?>) stored);
    return isFinite(features) ? Optional.of(features) : Optional.empty();
  }

  /** The features of a row, however many. */
  static int size(Object stored) {
    return stored instanceof Vector vector ? vector.size() : ((Seq<?>) stored).size();
  }

  private double[] toArray(Seq<?> array) {
    double[] features = new double[inputs];
    Iterator<?> values = array.iterator();
    for (int i = 0; i < inputs; i++) {
      features[i] = values.next() instanceof Number number ? number.doubleValue() : Double.NaN;
    }
    return features;
  }

  private static boolean isFinite(double[] features) {
    for (double value : features) {
      if (!Double.isFinite(value)) {
        return false;
      }
    }
    return true;
  }

  private void requireSize(int size) {
    if (size != inputs) {
      throw new InvalidInputException(
          "a row has %d features, but the model takes %d: mend or drop the row"
              .formatted(size, inputs));
    }
  }
}

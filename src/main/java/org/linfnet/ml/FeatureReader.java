package org.linfnet.ml;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
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
   * Fills {@code double[inputs]}.
   *
   * @return whether there are features, all of them finite
   * @throws InvalidInputException when they are not as many as there must be
   */
  boolean read(Object stored, double[] features) {
    if (stored == null) {
      return false;
    }
    return stored instanceof Vector vector
        ? readVector(vector, features)
        : readArray((Seq<?>) stored, features);
  }

  /** The features of a row, however many. */
  static int size(Object stored) {
    return stored instanceof Vector vector ? vector.size() : ((Seq<?>) stored).size();
  }

  private boolean readVector(Vector vector, double[] features) {
    requireSize(vector.size());
    if (vector instanceof SparseVector sparse) {
      Arrays.fill(features, 0);
      for (int i = 0; i < sparse.indices().length; i++) {
        features[sparse.indices()[i]] = sparse.values()[i];
      }
    } else {
      System.arraycopy(((DenseVector) vector).values(), 0, features, 0, inputs);
    }
    return isFinite(features);
  }

  private boolean readArray(Seq<?> array, double[] features) {
    requireSize(array.size());
    Iterator<?> values = array.iterator();
    boolean finite = true;
    for (int i = 0; i < inputs; i++) {
      features[i] = values.next() instanceof Number number ? number.doubleValue() : Double.NaN;
      finite &= Double.isFinite(features[i]);
    }
    return finite;
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

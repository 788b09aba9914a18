package org.linfnet.ml;

import java.io.Serializable;
import java.util.Optional;
import org.linfnet.dataset.InputColumn;
import org.linfnet.input.Encoding;
import org.linfnet.input.StoredValues;

/**
 * Reads the inputs of rows in network units.
 *
 * @param encoding of the network
 * @param column holds the inputs
 */
record EncodedInputs(Encoding encoding, InputColumn column) implements Serializable {

  private static final long serialVersionUID = 1;

  /** What a row holds, {@code float[inputs]}. */
  float[] row() {
    return new float[encoding.shape().size()];
  }

  /**
   * The values of a row, which must not be written to; empty when they are null, not finite, or too
   * large for floats in network units.
   *
   * @param stored the value of the column
   * @param inputs gets the row in network units, {@code float[inputs]}
   * @throws org.linfnet.InvalidInputException when there are not as many as the network takes
   */
  Optional<StoredValues> read(Object stored, float[] inputs) {
    Optional<StoredValues> values = column.read(stored, inputs.length);
    values.ifPresent(row -> encoding.encodeStored(row, 0, inputs, 0));
    return values.filter(row -> firstNotFinite(inputs) == inputs.length);
  }

  /**
   * What is wrong with a value that {@link #read} gives nothing for; no value of the row itself.
   */
  String fault(Object stored) {
    float[] inputs = row();
    Optional<StoredValues> values = column.read(stored, inputs.length);
    if (values.isEmpty()) {
      return column.fault(stored);
    }
    encoding.encodeStored(values.get(), 0, inputs, 0);
    return "a number too large for a float " + column.place(firstNotFinite(inputs), inputs.length);
  }

  private static int firstNotFinite(float[] inputs) {
    for (int i = 0; i < inputs.length; i++) {
      if (!Float.isFinite(inputs[i])) {
        return i;
      }
    }
    return inputs.length;
  }
}

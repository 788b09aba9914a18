package org.linfnet.ml;

import org.apache.spark.sql.api.java.UDF1;
import org.linfnet.dataset.InputColumn;

/**
 * Whether the inputs of a row can be scored: not when they are null or not finite.
 *
 * @param column holds the inputs
 * @param width how many there must be
 */
record UsableInputs(InputColumn column, int width) implements UDF1<Object, Boolean> {

  private static final long serialVersionUID = 1;

  @Override
  public Boolean call(Object stored) {
    return column.read(stored, width).isPresent();
  }
}

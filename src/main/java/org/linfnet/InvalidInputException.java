package org.linfnet;

/**
 * A user's mistake: a path, a table, a file or a value that cannot be used as it is. The message is
 * one line that names the thing and the mend. Code that catches what Spark's own Params and models
 * throw catches it too.
 */
public final class InvalidInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message one line that names the thing and the mend
   */
  public InvalidInputException(String message) {
    super(message);
  }
}

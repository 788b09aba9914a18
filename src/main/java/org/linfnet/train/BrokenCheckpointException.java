package org.linfnet.train;

import java.io.IOException;

/** A checkpoint file is not as it was written. */
final class BrokenCheckpointException extends IOException {

  private static final long serialVersionUID = 1;

  BrokenCheckpointException(String message) {
    super(message);
  }
}

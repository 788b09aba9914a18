package org.linfnet.input;

import java.io.Serializable;
import java.util.Random;

/** The inputs of a block of examples as training keeps them in memory. */
public interface TrainingInputs extends Serializable {

  /** A reader with buffers of its own, for one thread. */
  Reader reader();

  /** Gives examples to a network. */
  @FunctionalInterface
  interface Reader {

    /**
     * Writes an example in network units to {@code [at, at + inputs)}.
     *
     * @param augmentation where a random change of the example is drawn from
     */
    void read(int example, Random augmentation, float[] out, int at);
  }
}

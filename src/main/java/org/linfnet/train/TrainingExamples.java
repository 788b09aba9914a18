package org.linfnet.train;

import java.io.Serializable;
import java.security.MessageDigest;
import java.util.Random;

/** The examples of a shard, in an order that every run gives them. They live in Spark's cache. */
interface TrainingExamples extends Serializable {

  /** How many. */
  int size();

  /** The inputs of an example. */
  int inputs();

  /** The class of an example. */
  int label(int example);

  /** How much an example counts; 1 on average. */
  float weight(int example);

  /** Adds all that tells an example from another to a digest. */
  void digest(int example, MessageDigest digest);

  /** A reader for one thread. */
  Reader reader();

  /** Gives examples to the network. */
  interface Reader {

    /**
     * Writes an example in network units to {@code [at, at + inputs)}.
     *
     * @param augmentation what a random change of the example, if there is one, is drawn from
     */
    void read(int example, Random augmentation, float[] out, int at);
  }
}

package org.linfnet.train;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.spark.api.java.JavaRDD;

/**
 * Tells one set of training examples from another, whatever the order of the rows and the files
 * that they lie in.
 *
 * @param description what the table says about itself: name, split, shape, classes, mu and sigma
 * @param examples how many
 * @param rows the sum of the rows' hashes, 128 bits as hexadecimal digits; a row's hash is SHA-256
 *     over id, label and pixels, or over label, weight and scaled features
 */
public record DataFingerprint(String description, long examples, String rows) {

  private static final int COUNT = 0;
  private static final int HIGH = 1;
  private static final int LOW = 2;

  /** Of the examples of all shards, in one pass. */
  static DataFingerprint of(JavaRDD<Shard> shards, String description) {
    long[] sums = shards.map(shard -> sums(shard.examples())).reduce(DataFingerprint::sumOf);
    return new DataFingerprint(
        description, sums[COUNT], "%016x%016x".formatted(sums[HIGH], sums[LOW]));
  }

  private static long[] sums(TrainingExamples examples) {
    MessageDigest digest = sha256();
    long[] sums = {examples.size(), 0, 0};
    for (int i = 0; i < examples.size(); i++) {
      examples.digest(i, digest);
      ByteBuffer hash = ByteBuffer.wrap(digest.digest());
      sums[HIGH] += hash.getLong();
      sums[LOW] += hash.getLong();
    }
    return sums;
  }

  private static long[] sumOf(long[] these, long[] those) {
    return new long[] {
      these[COUNT] + those[COUNT], these[HIGH] + those[HIGH], these[LOW] + those[LOW]
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

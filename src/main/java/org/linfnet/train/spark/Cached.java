package org.linfnet.train.spark;

import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;

/** Caches what a run reads more than once. */
final class Cached {

  private Cached() {}

  /**
   * Caches an RDD and takes a first action on it. When that fails, nothing stays cached.
   *
   * @param first fills the cache
   * @return what the action gives
   */
  static <T, R> R first(JavaRDD<T> rdd, Function<JavaRDD<T>, R> first) {
    rdd.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return first.apply(rdd);
    } catch (Throwable fault) { // Spark throws checked exceptions that its Java signatures hide.
      rdd.unpersist(false);
      throw fault;
    }
  }
}

package org.linfnet.train.spark;

import java.util.Comparator;
import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.linfnet.train.spark.ExecutorGroups.ExecutorPlace;
import scala.jdk.javaapi.CollectionConverters;

/**
 * An executor of the cluster.
 *
 * @param place where it is
 * @param cores how many it has
 */
record Executor(ExecutorPlace place, int cores) {

  private static final String DRIVER = "driver";

  /** Those that are there now, in the order of their ids. A local master has none. */
  static List<Executor> now(SparkContext spark) {
    return CollectionConverters.asJava(spark.statusStore().executorList(true)).stream()
        .filter(executor -> !executor.id().equals(DRIVER))
        .map(Executor::of)
        .sorted(Comparator.comparing(Executor::id))
        .toList();
  }

  private static Executor of(ExecutorSummary summary) {
    String address = summary.hostPort();
    String host = address.substring(0, Math.max(0, address.lastIndexOf(':')));
    return new Executor(new ExecutorPlace(host, summary.id()), summary.totalCores());
  }

  String id() {
    return place.executor();
  }
}

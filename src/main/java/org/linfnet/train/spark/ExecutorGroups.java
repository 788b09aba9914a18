package org.linfnet.train.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.Partition;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.PartitionCoalescer;
import org.apache.spark.rdd.PartitionGroup;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.ExecutorCacheTaskLocation;
import scala.Option;

/**
 * Puts the shards that one executor caches into one partition, so that one task computes them and
 * one gradient comes back. A shard that no executor caches has a partition of its own.
 */
final class ExecutorGroups implements PartitionCoalescer, Serializable {

  private static final long serialVersionUID = 1;

  /** The executor of each shard; {@code null} for none. */
  private final List<ExecutorPlace> places;

  /**
   * Where an executor is.
   *
   * @param host its host
   * @param executor its id
   */
  record ExecutorPlace(String host, String executor) implements Serializable {}

  /**
   * @param places of the shards, in the order of their partitions; empty for one that is not cached
   */
  ExecutorGroups(List<Optional<ExecutorPlace>> places) {
    this.places = new ArrayList<>();
    places.forEach(place -> this.places.add(place.orElse(null)));
  }

  /** Shards, a group a partition. */
  JavaRDD<Shard> of(JavaRDD<Shard> shards) {
    return shards.rdd().coalesce(count(), false, Option.apply(this), null).toJavaRDD();
  }

  /** How many partitions there will be. */
  private int count() {
    return (int)
        (places.stream().filter(place -> place != null).distinct().count()
            + places.stream().filter(place -> place == null).count());
  }

  @Override
  public PartitionGroup[] coalesce(int maxPartitions, RDD<?> parent) {
    Map<ExecutorPlace, PartitionGroup> byPlace = new LinkedHashMap<>();
    List<PartitionGroup> groups = new ArrayList<>();
    for (Partition partition : parent.partitions()) {
      ExecutorPlace place = places.get(partition.index());
      PartitionGroup group;
      if (place == null) {
        group = new PartitionGroup(Option.empty());
        groups.add(group);
      } else {
        group = byPlace.get(place);
        if (group == null) {
          group = new PartitionGroup(Option.apply(preference(place)));
          byPlace.put(place, group);
          groups.add(group);
        }
      }
      group.partitions().addOne(partition);
    }
    return groups.toArray(PartitionGroup[]::new);
  }

  private static String preference(ExecutorPlace place) {
    return new ExecutorCacheTaskLocation(place.host(), place.executor()).toString();
  }
}

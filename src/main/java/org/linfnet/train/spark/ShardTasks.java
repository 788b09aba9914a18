package org.linfnet.train.spark;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.resource.ResourceProfileBuilder;
import org.apache.spark.resource.TaskResourceRequests;
import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.storage.RDDBlockId;
import org.linfnet.train.spark.ExecutorGroups.ExecutorPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The tasks that compute on shards: one for each executor that caches any, with all cores of that
 * executor. It follows executors that come and go.
 */
final class ShardTasks {

  private static final Logger LOG = LoggerFactory.getLogger(ShardTasks.class);
  private static final int ONE_CORE = 1;

  private final ShardedExamples examples;
  private final SparkContext spark;
  private final Optional<String> whyNoProfile;
  private List<Executor> known = List.of();
  private boolean placed = true;
  private JavaRDD<Shard> tasks;

  ShardTasks(ShardedExamples examples) {
    this.examples = examples;
    this.spark = examples.shards().context();
    this.tasks = examples.shards();
    this.whyNoProfile = whyNoProfile(spark);
    whyNoProfile.ifPresent(
        reason ->
            LOG.info(
                "a task has as many cores as spark.task.cpus says, since {}: raise it to use more",
                reason));
  }

  /** Why tasks cannot be given the cores of their executors; empty where they can. */
  private static Optional<String> whyNoProfile(SparkContext spark) {
    SparkConf conf = spark.conf();
    if (spark.isLocal()) {
      return Optional.of("a local master has no executors");
    }
    if (conf.getInt("spark.task.cpus", ONE_CORE) > ONE_CORE) {
      return Optional.of("it is set above 1");
    }
    if (conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return Optional.of("with dynamic allocation a task that asks for cores gets executors anew");
    }
    return Optional.empty();
  }

  /**
   * The shards, a partition a task. Tasks are dealt anew when an executor has come or gone since
   * the last call, or when a shard was cached nowhere then.
   */
  JavaRDD<Shard> now() {
    List<Executor> executors = Executor.now(spark);
    if (!executors.equals(known) || !placed) {
      known = executors;
      tasks = deal();
    }
    return tasks;
  }

  private JavaRDD<Shard> deal() {
    List<Optional<ExecutorPlace>> places = places();
    placed = places.stream().allMatch(Optional::isPresent) || known.isEmpty();
    JavaRDD<Shard> grouped = new ExecutorGroups(places).of(examples.shards());
    OptionalInt cores = known.stream().mapToInt(Executor::cores).min();
    if (whyNoProfile.isPresent() || cores.isEmpty() || cores.getAsInt() == ONE_CORE) {
      return grouped;
    }
    return withCores(grouped, cores.getAsInt());
  }

  private static JavaRDD<Shard> withCores(JavaRDD<Shard> grouped, int cores) {
    ResourceProfile profile =
        new ResourceProfileBuilder().require(new TaskResourceRequests().cpus(cores)).build();
    return grouped.withResources(profile);
  }

  private List<Optional<ExecutorPlace>> places() {
    RDDBlockId[] blocks =
        IntStream.range(0, examples.count())
            .mapToObj(partition -> new RDDBlockId(examples.shards().id(), partition))
            .toArray(RDDBlockId[]::new);
    return CollectionConverters.asJava(SparkEnv.get().blockManager().master().getLocations(blocks))
        .stream()
        .map(locations -> place(CollectionConverters.asJava(locations)))
        .toList();
  }

  /** The first executor that caches a shard, of those that are known. */
  private Optional<ExecutorPlace> place(List<BlockManagerId> locations) {
    return locations.stream()
        .filter(at -> known.stream().anyMatch(executor -> executor.id().equals(at.executorId())))
        .map(at -> new ExecutorPlace(at.host(), at.executorId()))
        .min(Comparator.comparing(ExecutorPlace::executor));
  }
}

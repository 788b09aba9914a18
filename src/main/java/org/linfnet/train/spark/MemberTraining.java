package org.linfnet.train.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.linfnet.train.spark.ExecutorGroups.ExecutorPlace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains the members of a model. On a cluster members train at the same time, each on executors of
 * its own, as long as there are executors; else they train one after the other. Which of both it is
 * decides no bit.
 */
final class MemberTraining implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MemberTraining.class);
  private static final long PATIENCE_SECONDS = 60;

  /** The examples, once for each of the members that train at the same time. */
  private final List<ShardedExamples> copies;

  /**
   * @param copies closed by this
   */
  MemberTraining(List<ShardedExamples> copies) {
    this.copies = copies;
  }

  /**
   * Gives each of the members that can train at the same time the examples on executors of its own.
   *
   * @param examples closed where there are copies of them
   * @param members that may train at the same time
   */
  static MemberTraining on(ShardedExamples examples, int members) {
    List<Executor> executors = Executor.now(examples.shards().context());
    int together = Math.min(members, executors.size());
    if (together <= 1) {
      return new MemberTraining(List.of(examples));
    }
    LOG.info("{} members train at the same time, each on executors of its own", together);
    List<ShardedExamples> copies =
        IntStream.range(0, together)
            .mapToObj(first -> examples.cachedBy(places(executors, first, together)))
            .toList();
    examples.close();
    return new MemberTraining(copies);
  }

  /** Of the executors first, first + distance, and so on. */
  private static List<ExecutorPlace> places(List<Executor> executors, int first, int distance) {
    return IntStream.iterate(first, i -> i < executors.size(), i -> i + distance)
        .mapToObj(i -> executors.get(i).place())
        .toList();
  }

  /** The examples, as the first member has them. */
  ShardedExamples examples() {
    return copies.get(0);
  }

  /** Trains one member. */
  @FunctionalInterface
  interface Member<T> {

    /**
     * On its examples.
     *
     * @param number of the member, the first being 0
     */
    T train(int number, ShardedExamples examples);
  }

  /**
   * Trains so many members. The first that fails ends the others.
   *
   * @return what each has given, in their order
   */
  <T> List<T> train(int members, Member<T> member) {
    if (copies.size() == 1) {
      return IntStream.range(0, members).mapToObj(i -> member.train(i, examples())).toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(copies.size());
    try {
      return together(threads, members, member);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("training was interrupted");
    } finally {
      end(threads);
    }
  }

  /** Those that are still training end within a step. */
  private static void end(ExecutorService threads) {
    threads.shutdownNow();
    try {
      threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A member of the model that has been trained. */
  private record Trained<T>(int number, T result) {}

  private <T> List<T> together(ExecutorService threads, int members, Member<T> member)
      throws InterruptedException {
    CompletionService<List<Trained<T>>> running = new ExecutorCompletionService<>(threads);
    for (int copy = 0; copy < copies.size(); copy++) {
      int first = copy;
      running.submit(() -> trainOn(first, members, member));
    }
    List<Trained<T>> trained = new ArrayList<>();
    for (int copy = 0; copy < copies.size(); copy++) {
      try {
        trained.addAll(running.take().get());
      } catch (ExecutionException e) {
        throw unchecked(e.getCause());
      }
    }
    return trained.stream()
        .sorted((these, those) -> Integer.compare(these.number(), those.number()))
        .map(Trained::result)
        .toList();
  }

  /** Trains the members that share one copy of the examples, one after the other. */
  private <T> List<Trained<T>> trainOn(int copy, int members, Member<T> member) {
    List<Trained<T>> trained = new ArrayList<>();
    for (int number = copy; number < members; number += copies.size()) {
      trained.add(new Trained<>(number, member.train(number, copies.get(copy))));
    }
    return trained;
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(failure); // Spark's, which its Java signatures hide
  }

  @Override
  public void close() {
    copies.forEach(ShardedExamples::close);
  }
}

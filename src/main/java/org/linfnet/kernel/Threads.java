package org.linfnet.kernel;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The threads that share the work of one pass. The bits of a result must not depend on how many
 * there are, so whoever splits work gives each element to one task and keeps the order in which
 * terms are added to it.
 */
public interface Threads {

  /** The calling thread alone. */
  Threads ONE = new OneThread();

  /** How many there are, at least 1. */
  int count();

  /**
   * Runs {@code task} for 0, 1, …, {@code tasks - 1} and returns when all have ended. Tasks begin
   * in this order. A task may wait for another that began before it.
   *
   * @throws RuntimeException what a task throws; tasks that have not begun are then left out
   */
  void forEach(int tasks, IntConsumer task);

  /**
   * Runs {@code task} on parts of a range, on as many threads as have enough to do.
   *
   * @param elements how many elements the whole range stands for
   */
  default void forEachPart(Range range, long elements, Consumer<Range> task) {
    int pieces = (int) Math.min(count(), 1 + elements / OneThread.ELEMENTS_A_PART);
    List<Range> parts = Range.cut(range.from(), range.to(), pieces, OneThread.CACHE_LINE);
    forEach(parts.size(), i -> task.accept(parts.get(i)));
  }

  /** The calling thread alone. */
  final class OneThread implements Threads {

    /** Fewer elements than these are not worth a second thread. */
    private static final int ELEMENTS_A_PART = 1 << 15;

    /** The floats of a cache line. */
    private static final int CACHE_LINE = 16;

    private OneThread() {}

    @Override
    public int count() {
      return 1;
    }

    @Override
    public void forEach(int tasks, IntConsumer task) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
    }
  }
}

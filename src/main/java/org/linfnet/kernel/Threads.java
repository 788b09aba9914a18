package org.linfnet.kernel;

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

  /** The calling thread alone. */
  final class OneThread implements Threads {

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

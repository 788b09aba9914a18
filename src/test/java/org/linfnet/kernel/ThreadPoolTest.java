package org.linfnet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ThreadPoolTest {

  private static final int THREADS = 8;

  @Test
  void everyTaskRunsOnce() {
    try (ThreadPool pool = new ThreadPool(3)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(1000);
      pool.forEach(1000, runs::incrementAndGet);
      for (int i = 0; i < 1000; i++) {
        assertThat(runs.get(i)).isEqualTo(1);
      }
    }
  }

  /** A barrier opens only when all threads are at it at once. */
  @Test
  void allThreadsTakePart() {
    try (ThreadPool pool = new ThreadPool(THREADS)) {
      CyclicBarrier barrier = new CyclicBarrier(THREADS);
      Set<Thread> threads = ConcurrentHashMap.newKeySet();
      pool.forEach(
          THREADS,
          i -> {
            await(barrier);
            threads.add(Thread.currentThread());
          });
      assertThat(threads).hasSize(THREADS);
    }
  }

  /** Two calls of one thread each, and the idle threads are shared between them. */
  @Test
  void aCallWithinACallGetsTheIdleThreads() {
    try (ThreadPool pool = new ThreadPool(THREADS)) {
      CyclicBarrier barrier = new CyclicBarrier(THREADS);
      pool.forEach(2, outer -> pool.forEach(THREADS / 2, inner -> await(barrier)));
      assertThat(barrier.isBroken()).isFalse();
    }
  }

  @Test
  void aFaultIsThrownAndLeavesOutWhatHasNotBegun() {
    try (ThreadPool pool = new ThreadPool(2)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(1_000_000);
      assertThatThrownBy(
              () ->
                  pool.forEach(
                      1_000_000,
                      i -> {
                        runs.incrementAndGet(i);
                        throw new IllegalStateException("here");
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("here");
      assertThat(runs.get(999_999)).isZero();
    }
  }

  @Test
  void aRowThatFailsHoldsUpNoOther() {
    try (ThreadPool pool = new ThreadPool(4)) {
      assertThatThrownBy(
              () ->
                  Pipeline.run(
                      pool,
                      4,
                      10,
                      (row, column) -> {
                        if (row == 1 && column == 3) {
                          throw new IllegalStateException("here");
                        }
                      }))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aCellComesAfterThoseAboveItAndToItsLeft() {
    int rows = 13;
    int columns = 17;
    AtomicIntegerArray done = new AtomicIntegerArray(rows * columns);
    Set<Integer> early = ConcurrentHashMap.newKeySet();
    try (ThreadPool pool = new ThreadPool(THREADS)) {
      Pipeline.run(
          pool,
          rows,
          columns,
          (row, column) -> {
            int at = row * columns + column;
            boolean above = row == 0 || done.get(at - columns) == 1;
            boolean left = column == 0 || done.get(at - 1) == 1;
            if (!above || !left) {
              early.add(at);
            }
            done.set(at, 1);
          });
    }
    assertThat(early).isEmpty();
    for (int at = 0; at < rows * columns; at++) {
      assertThat(done.get(at)).isEqualTo(1);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}

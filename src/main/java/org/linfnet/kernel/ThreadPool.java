package org.linfnet.kernel;

import java.util.concurrent.CountedCompleter;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Threads of a pool. A thread of the pool that calls {@link #forEach} takes part in its own call
 * and, while it waits for the others, in no other call. So several passes can share one pool, and
 * whichever has work left gets the threads that are idle.
 *
 * <p>Threads that have been idle for a minute end, so a pool that nobody closes leaves none behind.
 */
public final class ThreadPool implements Threads, AutoCloseable {

  /** The name of every thread of a pool. */
  public static final String NAME = "linfnet";

  private final ForkJoinPool pool;

  /**
   * @param count the threads, at least 1
   */
  public ThreadPool(int count) {
    this.pool = new ForkJoinPool(count, ThreadPool::thread, null, false);
  }

  private static ForkJoinWorkerThread thread(ForkJoinPool pool) {
    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
    thread.setName(NAME);
    return thread;
  }

  @Override
  public int count() {
    return pool.getParallelism();
  }

  @Override
  public void forEach(int tasks, IntConsumer task) {
    if (tasks <= 1 || count() == 1) {
      Threads.ONE.forEach(tasks, task);
      return;
    }
    Call call = new Call(Math.min(tasks, count()), new Work(tasks, task, new AtomicInteger()));
    if (ForkJoinTask.getPool() == pool) {
      call.invoke();
    } else {
      pool.invoke(call);
    }
  }

  /** Ends the threads. Calls that run are interrupted. */
  @Override
  public void close() {
    pool.shutdownNow();
  }

  /** The tasks of a call. Threads take the next until none is left. */
  private record Work(int tasks, IntConsumer task, AtomicInteger next) {

    void takeAll() {
      try {
        for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
          task.accept(i);
        }
      } catch (Throwable fault) {
        next.set(tasks);
        throw fault;
      }
    }
  }

  /** A call, which is done when each of its takers is. */
  private static final class Call extends CountedCompleter<Void> {

    private static final long serialVersionUID = 1;

    private final transient int takers;
    private final transient Work work;

    Call(int takers, Work work) {
      this.takers = takers;
      this.work = work;
    }

    @Override
    public void compute() {
      setPendingCount(takers - 1);
      for (int i = 1; i < takers; i++) {
        new Taker(this, work).fork();
      }
      work.takeAll();
      tryComplete();
    }
  }

  private static final class Taker extends CountedCompleter<Void> {

    private static final long serialVersionUID = 1;

    private final transient Work work;

    Taker(Call call, Work work) {
      super(call);
      this.work = work;
    }

    @Override
    public void compute() {
      work.takeAll();
      tryComplete();
    }
  }
}

package org.linfnet.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.function.Supplier;

/**
 * A fit with what it cost.
 *
 * @param <M> the model
 * @param model that was fitted
 * @param cost of fitting it
 */
record MeasuredFit<M>(M model, Cost cost) {

  private static final double MEBIBYTE = 1 << 20;

  /**
   * Time and memory of a fit.
   *
   * @param seconds by the clock
   * @param peakHeap mebibytes of this JVM's heap at its peak, garbage included
   */
  record Cost(double seconds, double peakHeap) {}

  /** Fits and measures. */
  static <M> MeasuredFit<M> of(Supplier<M> fit) {
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    long began = System.nanoTime();
    M model = fit.get();
    double seconds = (System.nanoTime() - began) * 1e-9;
    double peak = heap.stream().mapToDouble(pool -> pool.getPeakUsage().getUsed()).sum();
    return new MeasuredFit<>(model, new Cost(seconds, peak / MEBIBYTE));
  }
}

package org.linfnet.kernel;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs the cells of a grid so that each comes after the cell above it and the cell to its left.
 * Threads take whole rows; a row follows the one above it at a distance of one cell or more. What
 * the cells add up down a column, and along a row, is then added in the order of one thread.
 */
final class Pipeline {

  private static final int SPINS = 10_000;
  private static final long PAUSE_NANOS = 20_000;

  private final int columns;
  private final Cell cell;
  private final AtomicIntegerArray done;

  private Pipeline(int rows, int columns, Cell cell) {
    this.columns = columns;
    this.cell = cell;
    this.done = new AtomicIntegerArray(rows);
  }

  /** What happens in one cell. */
  @FunctionalInterface
  interface Cell {
    /** Does the work of a row and a column. */
    void run(int row, int column);
  }

  /** Runs all cells and returns when the last has ended. */
  static void run(Threads threads, int rows, int columns, Cell cell) {
    threads.forEach(rows, new Pipeline(rows, columns, cell)::row);
  }

  private void row(int row) {
    try {
      for (int column = 0; column < columns; column++) {
        if (row > 0) {
          await(row - 1, column);
        }
        cell.run(row, column);
        done.set(row, column + 1);
      }
    } finally {
      done.set(row, columns); // a row that fails holds up none
    }
  }

  private void await(int row, int column) {
    int spins = 0;
    while (done.get(row) <= column) {
      if (spins < SPINS) {
        spins++;
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(PAUSE_NANOS); // there may be more threads than cores
      }
    }
  }
}

package org.linfnet.ml;

import java.io.Serializable;

/** An object for each thread of every JVM that this is sent to, where its first use makes it. */
final class PerThread<T> implements Serializable {

  private static final long serialVersionUID = 1;

  private final Maker<T> maker;
  private transient ThreadLocal<T> objects;

  /** Makes an object out of what can be sent. */
  @FunctionalInterface
  interface Maker<T> extends Serializable {
    T make();
  }

  PerThread(Maker<T> maker) {
    this.maker = maker;
  }

  /** That of the calling thread. */
  T get() {
    return objects().get();
  }

  private synchronized ThreadLocal<T> objects() {
    if (objects == null) {
      objects = ThreadLocal.withInitial(maker::make);
    }
    return objects;
  }
}

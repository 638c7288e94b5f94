package dev.blackstart.talos;

import java.util.function.Supplier;

/** Asks once and keeps the answer; a failure is not kept, the next one asks again. */
final class Remembered<T> implements Supplier<T> {
  private final Supplier<T> source;
  private T value;

  Remembered(Supplier<T> source) {
    this.source = source;
  }

  @Override
  public synchronized T get() {
    if (value == null) {
      value = source.get();
    }
    return value;
  }
}

package dev.blackstart.app.tui.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Signals we listen to while a display is open. */
final class Signals implements AutoCloseable {
  private final Deque<Runnable> backs = new ArrayDeque<>();

  /** Calls an action at each signal of a name such as {@code WINCH}. */
  void on(String name, Runnable action) {
    try {
      Signal signal = new Signal(name);
      SignalHandler before = Signal.handle(signal, which -> action.run());
      backs.push(() -> Signal.handle(signal, before));
    } catch (IllegalArgumentException e) {
      // A system without this signal, or a JVM that keeps it for itself: we do without.
    }
  }

  /** Lets a signal do what it does to any program while something is under way. */
  void meanwhile(String name, Runnable something) {
    try {
      Signal signal = new Signal(name);
      SignalHandler ours = Signal.handle(signal, SignalHandler.SIG_DFL);
      try {
        something.run();
      } finally {
        Signal.handle(signal, ours);
      }
    } catch (IllegalArgumentException e) {
      something.run(); // not ours, so it does that anyway
    }
  }

  @Override
  public void close() {
    backs.forEach(Runnable::run);
    backs.clear();
  }
}

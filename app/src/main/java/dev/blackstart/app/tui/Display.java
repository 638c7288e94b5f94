package dev.blackstart.app.tui;

import dev.blackstart.app.tui.model.Key;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Sheet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where frames are shown and keys come from: a terminal, a desktop window, or a test's memory.
 * Closing it, in whatever way the process ends, leaves the terminal as it was found.
 */
public interface Display extends AutoCloseable {
  /** The size now. */
  Area area();

  /** Shows a frame; sends only the cells that changed since the last. */
  void show(Sheet sheet);

  /** Shows the next frame whole, for a screen that something else has written on. */
  void forget();

  /**
   * Begins to listen. The consumers are called from a thread of the display and return at once.
   *
   * @param clicks column and row of a mouse click, when the mouse is on
   * @param gone the terminal was closed, or the window
   */
  void listen(
      Consumer<Key> keys, Consumer<Area> sizes, BiConsumer<Integer, Integer> clicks, Runnable gone);

  /** Puts a text on the operator's clipboard as far as the terminal allows (OSC 52). */
  void copy(String text);

  /** Gives the terminal back and stops the process (Ctrl-Z); returns when it goes on. */
  void suspend();

  /** Puts the terminal back; may be called more than once and from any thread. */
  @Override
  void close();
}

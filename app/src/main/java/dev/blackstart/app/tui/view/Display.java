package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Key;

/**
 * Where frames are shown and keys come from: a terminal, a desktop window, or a test's memory.
 * Closing it, in whatever way the process ends, leaves the terminal as it was found. Frames are
 * shown from one thread.
 */
public interface Display extends AutoCloseable {
  /** What the operator does; called from a thread of the display, and returns at once. */
  interface Listener {
    void pressed(Key key);

    /** Text came from a clipboard: to be typed where something is being typed, never obeyed. */
    void pasted(String text);

    /** The size is another now, or the screen has to be painted again. */
    void resized(Area area);

    /** The mouse, when it is on; both from 0. */
    void clicked(int column, int row);

    /** The mouse's wheel, when it is on: so many rows, down for more than 0. */
    void wheeled(int rows);

    /** The terminal was closed, or the window; nothing can be shown any more. */
    void gone();
  }

  /** The size now. */
  Area area();

  /** Shows a frame; sends only the cells that changed since the last. */
  void show(Sheet sheet);

  /** Shows the next frame whole, for a screen that something else has written on. */
  void forget();

  /** Begins to listen. */
  void listen(Listener listener);

  /** Shows every frame from the next on in this theme. */
  void wear(Theme theme);

  /** Whether clicks come to us; while they do, the terminal's own selecting needs Shift. */
  void mouse(boolean on);

  /**
   * Puts a text on the operator's clipboard as far as the display allows (in a terminal OSC 52).
   *
   * @return false when it is too long or cannot be said; the caller then keeps it in a file
   */
  boolean copy(String text);

  /** Gives the terminal back and stops the process (Ctrl-Z); returns when it goes on. */
  void suspend();

  /** Puts the terminal back; may be called more than once and from any thread. */
  @Override
  void close();
}

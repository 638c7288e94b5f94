package dev.blackstart.app.tui;

import static org.junit.jupiter.api.Assertions.fail;

import dev.blackstart.app.tui.model.Key;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Display;
import dev.blackstart.app.tui.view.Sheet;
import dev.blackstart.app.tui.view.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A display that keeps its frames as text, for tests that press keys and read what is seen. */
public final class MemoryDisplay implements Display {
  private static final long PATIENCE_SECONDS = 20;

  private final List<Sheet> frames = new ArrayList<>();
  private final List<String> copied = new ArrayList<>();
  private Area area;
  private Listener listener;
  private Optional<Theme> theme = Optional.empty();
  private int suspensions;
  private boolean mouse;
  private boolean closed;

  public MemoryDisplay(Area area) {
    this.area = area;
  }

  /** Presses keys by their names, one after another. */
  public void press(String... names) {
    for (String name : names) {
      listening().pressed(new Key(name));
    }
  }

  /** Presses a key for each character. */
  public void type(String text) {
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(each -> press(each.equals(" ") ? "space" : each));
  }

  public void paste(String text) {
    listening().pasted(text);
  }

  public void click(int column, int row) {
    listening().clicked(column, row);
  }

  public void wheel(int rows) {
    listening().wheeled(rows);
  }

  public void resize(Area other) {
    synchronized (this) {
      area = other;
    }
    listening().resized(other);
  }

  /** As when the terminal is closed. */
  public void vanish() {
    listening().gone();
  }

  /** The last frame as text. */
  public synchronized String screen() {
    return frames.isEmpty() ? "" : frames.getLast().text();
  }

  /** The last frame. */
  public synchronized Optional<Sheet> sheet() {
    return frames.isEmpty() ? Optional.empty() : Optional.of(frames.getLast());
  }

  /** How many frames were shown. */
  public synchronized int frames() {
    return frames.size();
  }

  public synchronized List<String> copied() {
    return List.copyOf(copied);
  }

  public synchronized Optional<Theme> theme() {
    return theme;
  }

  public synchronized int suspensions() {
    return suspensions;
  }

  public synchronized boolean hasMouse() {
    return mouse;
  }

  public synchronized boolean isClosed() {
    return closed;
  }

  /** Waits until the last frame holds a text; returns the frame. */
  public synchronized String sees(String text) {
    until(text, () -> screen().contains(text));
    return screen();
  }

  private synchronized Listener listening() {
    until("somebody who listens", () -> listener != null);
    return listener;
  }

  private synchronized void until(String wanted, BooleanSupplier isSo) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (!isSo.getAsBoolean()) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          fail("never seen: " + wanted + "; the screen is\n" + screen());
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(e);
    }
  }

  @Override
  public synchronized Area area() {
    return area;
  }

  @Override
  public synchronized void show(Sheet sheet) {
    frames.add(sheet);
    notifyAll();
  }

  @Override
  public void forget() {}

  @Override
  public synchronized void listen(Listener told) {
    listener = told;
    notifyAll();
  }

  @Override
  public synchronized void wear(Theme other) {
    theme = Optional.of(other);
  }

  @Override
  public synchronized void mouse(boolean on) {
    mouse = on;
  }

  @Override
  public synchronized boolean copy(String text) {
    copied.add(text);
    return true;
  }

  @Override
  public synchronized void suspend() {
    suspensions++;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}

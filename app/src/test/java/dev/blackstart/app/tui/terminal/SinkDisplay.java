package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Display;
import dev.blackstart.app.tui.view.Sheet;
import dev.blackstart.app.tui.view.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A terminal display without a terminal: cells are told apart, encoded and written as for a real
 * one, into a sink that counts.
 */
final class SinkDisplay implements Display {
  private final Area area;
  private final SheetScreen screen;
  private final Consumer<Sheet> shown;
  private final CompletableFuture<Listener> listener = new CompletableFuture<>();
  private volatile long bytes;

  /**
   * @param shown told of each sheet when all of it has been written
   */
  SinkDisplay(Area area, Consumer<Sheet> shown) throws IOException {
    this.area = area;
    this.shown = shown;
    OutputStream sink =
        new OutputStream() {
          @Override
          public void write(int each) {
            bytes++;
          }

          @Override
          public void write(byte[] all, int from, int count) {
            bytes += count;
          }
        };
    screen =
        new SheetScreen(
            new TtyTerminal(new FrameStream(sink), area),
            Cells.ofTerminal(Themes.DARK, ColourDepth.TRUE));
    screen.start();
  }

  /** Who hears of keys; waits until somebody does. */
  Listener listener() {
    return listener.join();
  }

  long bytes() {
    return bytes;
  }

  @Override
  public Area area() {
    return area;
  }

  @Override
  public void show(Sheet sheet) {
    try {
      screen.show(sheet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    shown.accept(sheet);
  }

  @Override
  public void forget() {
    screen.forget();
  }

  @Override
  public void listen(Listener told) {
    listener.complete(told);
  }

  @Override
  public void wear(Theme theme) {
    screen.wear(Cells.ofTerminal(theme, ColourDepth.TRUE));
  }

  @Override
  public void mouse(boolean on) {}

  @Override
  public boolean copy(String text) {
    return true;
  }

  @Override
  public void suspend() {}

  @Override
  public void close() {}
}

package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.view.Display;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Reads the terminal on a thread of its own and tells a listener, on the display's, what came. */
final class Keyboard {
  private static final long SETTLES_MILLIS = 50;

  private final Tty tty;
  private final ScheduledExecutorService teller;
  private final Display.Listener listener;
  private final AtomicBoolean lost;
  private final Consumer<Boolean> papers;
  private final KeyDecoder decoder = new KeyDecoder();
  private ScheduledFuture<?> settling;

  /**
   * @param lost set by whoever first notices that the terminal has gone, and tells
   * @param papers told whether the terminal's background is light, when it says so
   */
  Keyboard(
      Tty tty,
      ScheduledExecutorService teller,
      Display.Listener listener,
      AtomicBoolean lost,
      Consumer<Boolean> papers) {
    this.papers = papers;
    this.lost = lost;
    this.tty = tty;
    this.teller = teller;
    this.listener = listener;
  }

  void start() {
    Thread reader = new Thread(this::read, "keyboard");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      while (true) {
        byte[] bytes = new byte[4096];
        int count = tty.read(bytes);
        if (count < 0) {
          break;
        }
        teller.execute(() -> heard(bytes, count));
      }
    } catch (IOException e) {
      // Hung up, or closed by us; in that case nobody is told any more.
    }
    if (lost.compareAndSet(false, true)) {
      teller.execute(listener::gone);
    }
  }

  private void heard(byte[] bytes, int count) {
    if (settling != null) {
      settling.cancel(false);
    }
    tell(decoder.feed(bytes, count));
    await();
  }

  private void settle() {
    tell(decoder.settle());
    await();
  }

  private void await() {
    if (decoder.pending()) {
      settling = teller.schedule(this::settle, SETTLES_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void tell(List<Input> inputs) {
    for (Input input : inputs) {
      switch (input) {
        case Input.Pressed pressed -> listener.pressed(pressed.key());
        case Input.Pasted pasted -> listener.pasted(pasted.text());
        case Input.Clicked click -> listener.clicked(click.column(), click.row());
        case Input.Wheeled wheel -> listener.wheeled(wheel.rows());
        case Input.Paper paper -> papers.accept(paper.light());
      }
    }
  }
}

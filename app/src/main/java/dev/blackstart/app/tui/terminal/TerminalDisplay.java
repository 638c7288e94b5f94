package dev.blackstart.app.tui.terminal;

import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Display;
import dev.blackstart.app.tui.view.Sheet;
import dev.blackstart.app.tui.view.Theme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The operator's terminal: the alternate screen, every key ours. It is given back on {@link
 * #close}, at the end of the process whatever ends it, and by a child of ours when that is a {@code
 * kill -9}.
 */
public final class TerminalDisplay implements Display {
  private static final long RESIZE_SETTLES_MILLIS = 50;

  /** A terminal that takes nothing any more must not keep the process from ending. */
  private static final long PATIENCE_MILLIS = 600;

  private final Map<String, String> environment;
  private final ColourDepth depth;
  private final Tty tty;
  private final TtyKeeper keeper;
  private final FrameStream frames;
  private final TtyTerminal terminal;
  private final SheetScreen screen;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicBoolean lost = new AtomicBoolean();
  private final PaperQuestion paper;
  private final Aside aside;
  private final Signals signals = new Signals();
  private final ScheduledThreadPoolExecutor teller;
  private final Thread hook = new Thread(this::closeInTime, "terminal-restore");
  private volatile Area area;
  private volatile Listener listener;
  private volatile boolean stopped;
  private volatile boolean chosen;
  private boolean open;
  private boolean mouse;
  private ScheduledFuture<?> resizing;

  /**
   * Takes the terminal.
   *
   * @throws IOException when it has gone since it was found to suit
   */
  public TerminalDisplay(Suitability.Suits suits, Theme theme, Map<String, String> environment)
      throws IOException {
    this.environment = environment;
    depth = ColourDepth.of(environment);
    paper = new PaperQuestion(theme, environment);
    area = suits.area();
    tty = new Tty();
    frames = new FrameStream(tty.output());
    terminal = new TtyTerminal(frames, area);
    screen = new SheetScreen(terminal, Cells.ofTerminal(theme, depth));
    teller = new ScheduledThreadPoolExecutor(1, TerminalDisplay::daemon);
    teller.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    teller.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    keeper = new TtyKeeper(suits.settings(), Modes.ALL_OFF);
    Runtime.getRuntime().addShutdownHook(hook);
    aside = new Aside();
    open = true;
    try {
      enter();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "terminal");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Area area() {
    return area;
  }

  @Override
  public void show(Sheet sheet) {
    attempt(() -> screen.show(sheet));
  }

  @Override
  public void forget() {
    attempt(screen::forget);
  }

  @Override
  public void wear(Theme theme) {
    chosen = true;
    attempt(() -> screen.wear(Cells.ofTerminal(theme, depth)));
  }

  @Override
  public void mouse(boolean on) {
    attempt(
        () -> {
          mouse = on;
          say(on ? Modes.MOUSE_ON : Modes.MOUSE_OFF);
        });
  }

  @Override
  public boolean copy(String text) {
    return ClipboardSequence.of(text, environment)
        .map(sequence -> attempt(() -> say(sequence)))
        .orElse(false);
  }

  @Override
  public void listen(Listener told) {
    listener = told;
    new Keyboard(tty, teller, told, lost, this::paperIs).start();
    if (paper.isWorthwhile()) {
      attempt(() -> say(PaperQuestion.ASK));
      teller.schedule(paper::settle, PaperQuestion.expectedMillis(), TimeUnit.MILLISECONDS);
    }
    signals.on("WINCH", () -> teller.execute(this::resizeSoon));
    signals.on("CONT", () -> teller.execute(this::goOn));
    signals.on("TSTP", () -> teller.execute(this::suspend));
  }

  /** Nobody chose a theme, and the one we took was for dark paper. */
  private void paperIs(boolean light) {
    paper.settle();
    if (light && !chosen && paper.isWorthwhile()) {
      Theme suiting = Themes.LIGHT.covering(false);
      attempt(() -> screen.wear(Cells.ofTerminal(suiting, depth)));
      repaint();
    }
  }

  @Override
  public void suspend() {
    attempt(
        () -> {
          stopped = true;
          leave();
          signals.meanwhile("TSTP", keeper::stop);
          enter();
          stopped = false;
        });
    askSize();
    repaint();
  }

  /** Somebody else stopped us, and the shell has used the terminal since. */
  private void goOn() {
    if (!stopped && attempt(this::enterAnew)) {
      askSize();
      repaint();
    }
  }

  private void enterAnew() throws IOException {
    screen.stop();
    enter();
  }

  private void enter() throws IOException {
    keeper.raw();
    screen.start();
    say(Modes.PASTES_MARKED + (mouse ? Modes.MOUSE_ON : ""));
  }

  private void leave() throws IOException {
    say((mouse ? Modes.MOUSE_OFF : "") + Modes.PASTES_PLAIN);
    screen.stop();
    keeper.restore();
  }

  private void say(String sequence) throws IOException {
    frames.write(sequence.getBytes(StandardCharsets.US_ASCII));
    frames.flush();
  }

  /** On the teller's thread, as everything about sizes is. */
  private void resizeSoon() {
    if (resizing != null) {
      resizing.cancel(false);
    }
    resizing = teller.schedule(this::resize, RESIZE_SETTLES_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void resize() {
    Area before = area;
    askSize();
    if (!area.equals(before)) {
      repaint();
    }
  }

  private void askSize() {
    keeper
        .size()
        .flatMap(Tty::area)
        .ifPresent(
            now -> {
              area = now;
              terminal.resized(now);
            });
  }

  private void repaint() {
    Listener told = listener;
    if (told != null) {
      teller.execute(() -> told.resized(area));
    }
  }

  /** Something that writes to the terminal. */
  private interface Writing {
    void write() throws IOException;
  }

  /** False when the display is closed, or the terminal takes nothing; then it has gone. */
  private boolean attempt(Writing writing) {
    lock.lock();
    try {
      if (open) {
        writing.write();
      }
      return open;
    } catch (IOException e) {
      Listener told = listener;
      if (told != null && lost.compareAndSet(false, true)) {
        teller.execute(told::gone);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    paper.grace();
    lock.lock();
    try {
      if (!open) {
        return;
      }
      open = false;
      signals.close();
      teller.shutdown();
      tty.deafen();
      try {
        leave();
        keeper.close();
      } catch (IOException e) {
        // The terminal has gone; should it not have, the keeper still has its orders.
      }
      tty.close();
      aside.close();
    } finally {
      lock.unlock();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: this is the hook, or runs beside it.
    }
  }

  /** What takes too long here is done by the keeper once we are gone. */
  private void closeInTime() {
    Thread closing = daemon(this::close);
    closing.start();
    try {
      closing.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

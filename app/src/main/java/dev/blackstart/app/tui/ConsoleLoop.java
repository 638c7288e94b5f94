package dev.blackstart.app.tui;

import dev.blackstart.app.tui.model.Intent;
import dev.blackstart.app.tui.model.Key;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.Next;
import dev.blackstart.app.tui.model.Page;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Display;
import dev.blackstart.app.tui.view.Painter;
import dev.blackstart.app.tui.view.Sheet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The one thread that owns the screen: takes what it is told, folds it in, paints. However many
 * messages come, at most twenty frames a second are painted; a key is answered at once.
 */
public final class ConsoleLoop {
  /** Wall nanoseconds between two frames. */
  private static final long FRAME_NANOS = Duration.ofMillis(50).toNanos();

  /** Wall time after which the screen's clock moves although nothing happened. */
  private static final Duration TICK = Duration.ofSeconds(1);

  private final BlockingQueue<Msg> inbox = new LinkedBlockingQueue<>();
  private final Display display;
  private final Painter painter;
  private final Supplier<Instant> wall;
  private final LongSupplier nanos;
  private final BiConsumer<Intent, ConsoleLoop> engine;
  private volatile boolean gone;
  private volatile Optional<RunPicture> inView = Optional.empty();
  private volatile Optional<Sheet> shown = Optional.empty();
  private long frames;

  /**
   * @param engine does what the operator wants and returns at once; answers by {@link #tell}
   */
  public ConsoleLoop(
      Display display,
      Painter painter,
      Supplier<Instant> wall,
      LongSupplier nanos,
      BiConsumer<Intent, ConsoleLoop> engine) {
    this.display = display;
    this.painter = painter;
    this.wall = wall;
    this.nanos = nanos;
    this.engine = engine;
  }

  /** Tells the screen something; may be called from any thread. */
  public void tell(Msg msg) {
    inbox.add(msg);
  }

  /** The run on the screen, as long as its process is there; may be called from any thread. */
  Optional<RunPicture> inView() {
    return inView;
  }

  /** Frames painted so far. */
  public long frames() {
    return frames;
  }

  /** Shows the screen until the operator leaves or the terminal is gone; returns its last state. */
  public ScreenModel run(boolean readonly) throws InterruptedException {
    Area area = display.area();
    ScreenModel model = ScreenModel.opening(area.columns(), area.rows(), wall.get(), readonly);
    model = paint(model);
    display.listen(new Ears());
    engine.accept(new Intent.Open(), this);
    long painted = nanos.getAsLong();
    Page looked = model.page();
    while (!model.leaving() && !gone) {
      List<Msg> batch = next(painted);
      batch.add(new Msg.Ticked(wall.get()));
      for (Msg msg : batch) {
        model = after(model, msg);
      }
      looked = look(looked, model.page());
      model = paint(model);
      inView = model.vanished().isPresent() ? Optional.empty() : model.run();
      painted = nanos.getAsLong();
    }
    return model;
  }

  /** A fault of ours in answering one message must not cost the operator the screen. */
  private ScreenModel after(ScreenModel model, Msg msg) {
    try {
      Next next = model.after(msg);
      next.intents().forEach(intent -> engine.accept(intent, this));
      return next.model();
    } catch (RuntimeException fault) {
      return model.after(new Msg.Told("something of our own broke: " + fault, true)).model();
    }
  }

  /** Has found out what the page on top shows, as soon as it is another than before. */
  private Page look(Page before, Page now) {
    if (!now.sameAs(before)) {
      engine.accept(new Intent.Look(now), this);
    }
    return now;
  }

  /** Puts what the display hears into the inbox. */
  private final class Ears implements Display.Listener {
    @Override
    public void pressed(Key key) {
      tell(new Msg.Pressed(key));
    }

    @Override
    public void pasted(String text) {
      tell(new Msg.Pasted(text));
    }

    @Override
    public void resized(Area area) {
      tell(new Msg.Resized(area.columns(), area.rows()));
    }

    @Override
    public void clicked(int column, int row) {
      shown
          .flatMap(sheet -> sheet.spot(column, row))
          .ifPresent(spot -> tell(new Msg.Clicked(spot)));
    }

    @Override
    public void wheeled(int rows) {
      tell(new Msg.Wheeled(rows));
    }

    @Override
    public void gone() {
      gone = true;
      tell(new Msg.Ticked(wall.get()));
    }
  }

  /** Everything that came; waits for it, and for the next frame's time unless a key is among it. */
  private List<Msg> next(long painted) throws InterruptedException {
    List<Msg> batch = new ArrayList<>();
    Msg first = inbox.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      return batch;
    }
    batch.add(first);
    inbox.drainTo(batch);
    long left = FRAME_NANOS - (nanos.getAsLong() - painted);
    while (left > 0 && batch.stream().noneMatch(ConsoleLoop::isOfHands)) {
      Msg more = inbox.poll(left, TimeUnit.NANOSECONDS);
      if (more != null) {
        batch.add(more);
        inbox.drainTo(batch);
      }
      left = FRAME_NANOS - (nanos.getAsLong() - painted);
    }
    return batch;
  }

  /** What the operator did is answered at once. */
  private static boolean isOfHands(Msg msg) {
    return msg instanceof Msg.Pressed || msg instanceof Msg.Clicked || msg instanceof Msg.Wheeled;
  }

  /** Returns the screen that knows what of it came into sight. */
  private ScreenModel paint(ScreenModel model) {
    Sheet sheet = sheet(model);
    shown = Optional.of(sheet);
    display.show(sheet);
    frames++;
    return model.after(new Msg.Painted(sheet.shown())).model();
  }

  /** A page that cannot be drawn leaves the keys that lead away from it. */
  private Sheet sheet(ScreenModel model) {
    try {
      return painter.paint(model);
    } catch (RuntimeException fault) {
      return painter.undrawn(model, fault);
    }
  }
}

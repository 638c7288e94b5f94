package dev.blackstart.app.tui;

import dev.blackstart.app.Refusal;
import dev.blackstart.app.door.DoorStatus;
import dev.blackstart.app.engine.Attachment;
import dev.blackstart.app.engine.EngineProcess;
import dev.blackstart.app.engine.Estimates;
import dev.blackstart.app.engine.JournalTail;
import dev.blackstart.app.look.Topic;
import dev.blackstart.app.tui.model.Forecast;
import dev.blackstart.app.tui.model.Intent;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.Page;
import dev.blackstart.app.tui.view.Display;
import dev.blackstart.files.StateFolder;
import dev.blackstart.run.Event;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Does what the operator wants, off the thread that paints; what comes of it goes back to the
 * screen as messages.
 */
final class Errands implements BiConsumer<Intent, ConsoleLoop>, AutoCloseable {
  private final ConsoleOrder order;
  private final Display display;
  private final Wardrobe wardrobe;
  private final TimeSource time;
  private final ExecutorService threads;
  private final EngineProcess engines;
  private final Runs runs;
  private final Lookout lookout;
  private final Saving saving;
  private final Orders orders;
  private final Turns turns;
  private final CommandHistory history;
  private Optional<Attachment> attached = Optional.empty();
  private volatile Optional<EngineProcess.Start.Refused> refused = Optional.empty();

  /**
   * @param threads run errands one beside the other; ended by {@link #close}
   */
  Errands(
      ConsoleOrder order,
      Display display,
      Wardrobe wardrobe,
      TimeSource time,
      ExecutorService threads) {
    this.order = order;
    this.display = display;
    this.wardrobe = wardrobe;
    this.time = time;
    this.threads = threads;
    this.engines = new EngineProcess(order.program(), order.state(), time);
    this.history = new CommandHistory(order.state());
    this.runs = new Runs(order, engines, time);
    this.lookout = new Lookout(order.state(), time, threads);
    this.saving = new Saving(lookout);
    this.orders = new Orders(order.state());
    this.turns = new Turns(order.state(), time, (run, at) -> attach(run, true, at));
  }

  /** Does what the operator opened the console for. */
  private void open(ConsoleLoop screen) {
    read(screen);
    if (!order.begin().isEmpty()) {
      run(screen, () -> begunFirst(engines.start(order.begin()), screen));
    }
  }

  /** Why the run the console was opened with did not begin. */
  Optional<EngineProcess.Start.Refused> refused() {
    return refused;
  }

  private void begunFirst(EngineProcess.Start start, ConsoleLoop screen) {
    switch (start) {
      case EngineProcess.Start.Begun begun -> attach(begun.run(), true, screen);
      case EngineProcess.Start.Refused because -> {
        refused = Optional.of(because);
        screen.tell(new Msg.Dismissed());
      }
    }
  }

  /** Who comes back to the clusters sees them as they are now. */
  private void look(Page page, ConsoleLoop screen) {
    lookout.look(page, screen::tell);
    if (page.kind() == Page.Kind.CLUSTERS) {
      read(screen);
    }
  }

  /** Reads the repository and the state folder. */
  private void read(ConsoleLoop screen) {
    run(screen, () -> runs.read(screen::tell));
  }

  @Override
  public void accept(Intent intent, ConsoleLoop screen) {
    switch (intent) {
      case Intent.Open open -> open(screen);
      case Intent.Start start ->
          begin(
              screen, "a run of " + start.cluster() + " is being started", () -> runs.start(start));
      case Intent.Again again ->
          begin(
              screen,
              "another run of " + again.cluster() + " is being started",
              () -> runs.again(again.cluster(), again.world()));
      case Intent.Resume resume ->
          begin(
              screen,
              "run " + resume.run() + " goes on",
              () -> runs.resume(resume.run(), Optional.empty()));
      case Intent.Heal heal ->
          begin(
              screen,
              "run " + heal.run() + " goes on and clears what is in its way",
              () -> runs.heal(heal.run()));
      case Intent.ResumeFrom from ->
          begin(
              screen,
              "run " + from.run() + " goes on from " + from.phase(),
              () -> runs.resume(from.run(), Optional.of(from.phase())));
      case Intent.StartOver over ->
          begin(screen, over.cluster() + " is begun anew", () -> runs.startOver(over));
      case Intent.Verify verify -> run(screen, () -> runs.verify(verify.run(), screen::tell));
      case Intent.Attach attach ->
          run(screen, () -> attach(runs.found(attach.run()), false, screen));
      case Intent.Pause pause -> run(screen, () -> ordered(Attachment::pause, "pausing", screen));
      case Intent.MoreTime more ->
          run(
              screen,
              () ->
                  ordered(
                      each -> each.moreTime(more.phase(), more.more()),
                      more.phase() + " has " + more.more().toMinutes() + " minutes more",
                      screen));
      case Intent.Abort abort -> run(screen, () -> attached.ifPresent(Attachment::abort));
      case Intent.Act act -> run(screen, () -> orders.act(act.node(), act.act(), screen::tell));
      case Intent.Upgrade upgrade ->
          run(screen, () -> orders.upgrade(upgrade.node(), upgrade.image(), screen::tell));
      case Intent.EtcdSnapshot snapshot ->
          run(screen, () -> orders.snapshot(snapshot.file(), screen::tell));
      case Intent.EtcdDefrag defrag ->
          run(screen, () -> orders.defragment(defrag.node(), screen::tell));
      case Intent.Unseal unseal -> run(screen, () -> orders.unseal(unseal.key(), screen::tell));
      case Intent.Look look -> look(look.page(), screen);
      case Intent.Copy copy -> run(screen, () -> copy(copy.text(), screen));
      case Intent.Save save -> run(screen, () -> saving.text(save.name(), save.text(), screen));
      case Intent.SaveLog save ->
          run(
              screen,
              () ->
                  saving.log(save.name(), new Topic.NodeLog(save.node(), save.service()), screen));
      case Intent.Remember typed -> run(screen, () -> history.add(typed.line()));
      case Intent.Theme theme -> wardrobe.wear(theme.name(), display, screen);
      case Intent.Mouse mouse -> display.mouse(mouse.on());
      case Intent.Suspend suspend -> display.suspend();
      case Intent.Redraw redraw -> display.forget();
      case Intent.Leave leave -> {}
    }
  }

  /** Says at once what will be on the screen in a second or two. */
  private void begin(ConsoleLoop screen, String saying, Beginning beginning) {
    screen.tell(new Msg.Told(saying, false));
    run(screen, () -> begun(beginning.start(), screen));
  }

  private void begun(EngineProcess.Start start, ConsoleLoop screen) {
    switch (start) {
      case EngineProcess.Start.Begun begun -> attach(begun.run(), true, screen);
      case EngineProcess.Start.Refused refused ->
          screen.tell(new Msg.Told(refused.what() + "; " + refused.remedy(), true));
    }
  }

  /** Follows a run; commands it when nobody else does. */
  private synchronized void attach(StateFolder.Found run, boolean ours, ConsoleLoop screen) {
    attached.ifPresent(Attachment::close);
    lookout.at(run);
    orders.at(run);
    boolean[] told = new boolean[1];
    Attachment now =
        Attachment.to(
            run,
            order.readonly(),
            time,
            threads,
            new JournalTail.Listener() {
              @Override
              public void read(List<Event> events) {
                if (!told[0]) {
                  told[0] = true;
                  screen.tell(new Msg.Attached(ours));
                  run(screen, () -> screen.tell(new Msg.Estimated(forecast(run))));
                  run(screen, () -> turns.watch(run, Errands.this::isInView, screen));
                }
                screen.tell(new Msg.Happened(events));
              }

              @Override
              public void presence(JournalTail.Presence now) {
                tellPresence(now, screen);
              }
            });
    attached = Optional.of(now);
  }

  private synchronized boolean isInView(StateFolder.Found run) {
    return attached.filter(each -> each.run().equals(run)).isPresent();
  }

  private Forecast forecast(StateFolder.Found run) {
    return Forecasts.of(Estimates.of(order.state(), run.cluster(), run.world()));
  }

  private void tellPresence(JournalTail.Presence presence, ConsoleLoop screen) {
    switch (presence) {
      case ABSENT -> {}
      case WORKING -> run(screen, () -> command(screen));
      case ENDED -> read(screen);
      case GONE -> {
        screen.tell(new Msg.Vanished("cut off: its process has gone"));
        read(screen);
      }
    }
  }

  private void command(ConsoleLoop screen) {
    if (attached.isPresent() && !order.readonly()) {
      DoorStatus status = attached.get().command();
      Optional<String> other = status.commander().map(each -> "pid " + each.pid());
      screen.tell(new Msg.Commands(status.lock() == DoorStatus.Lock.YOU, other));
    }
  }

  private void ordered(Consumer<Attachment> act, String answer, ConsoleLoop screen) {
    attached.ifPresent(act);
    screen.tell(new Msg.Told(answer, false));
  }

  private void copy(String text, ConsoleLoop screen) {
    if (display.copy(text)) {
      screen.tell(new Msg.Told("copied", false));
    } else {
      saving.text("blackstart-copy.txt", text, screen);
    }
  }

  /** What starts an engine. */
  private interface Beginning {
    EngineProcess.Start start() throws InterruptedException;
  }

  /** An errand that may be refused. */
  private interface Errand {
    void run() throws InterruptedException;
  }

  private void run(ConsoleLoop screen, Errand errand) {
    try {
      threads.execute(() -> done(errand, screen));
    } catch (RejectedExecutionException left) {
      // The console was left meanwhile: nobody waits for it any more.
    }
  }

  private void done(Errand errand, ConsoleLoop screen) {
    try {
      errand.run();
    } catch (Refusal refusal) {
      screen.tell(new Msg.Told(refusal.getMessage() + "; " + refusal.remedy(), true));
    } catch (Failure failure) {
      screen.tell(new Msg.Told(failure.what() + "; " + failure.remedy(), true));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      String what = bug.toString().toLowerCase(Locale.ROOT);
      screen.tell(new Msg.Told("something of our own broke: " + what, true));
    }
  }

  @Override
  public void close() {
    attached.ifPresent(Attachment::close);
    lookout.close();
    threads.shutdownNow();
  }
}

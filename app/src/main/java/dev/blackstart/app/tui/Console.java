package dev.blackstart.app.tui;

import dev.blackstart.app.engine.EngineProcess;
import dev.blackstart.app.tui.model.Habits;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.TurnCluster;
import dev.blackstart.app.tui.terminal.Suitability;
import dev.blackstart.app.tui.terminal.TerminalDisplay;
import dev.blackstart.app.tui.terminal.WindowDisplay;
import dev.blackstart.app.tui.view.Display;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.app.tui.view.Painter;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The console from its opening until the operator leaves. A run it started goes on without it. */
public final class Console {
  private Console() {}

  /**
   * How it was left.
   *
   * @param run the run in view, when there was one
   * @param cutOff whether that run's process had gone without a last word
   * @param turn the clusters whose runs come one after the other, when that run is of several
   * @param refused why the run it was to begin with did not begin
   * @param complaints about settings that were not obeyed, one line each
   */
  public record Left(
      Optional<RunPicture> run,
      boolean cutOff,
      List<TurnCluster> turn,
      Optional<EngineProcess.Start.Refused> refused,
      List<String> complaints) {}

  /**
   * Shows it; returns when it is left.
   *
   * @throws Failure INPUT when there is nothing it can be shown on, and why
   */
  public static Left show(ConsoleOrder order) throws InterruptedException {
    Map<String, String> environment = System.getenv();
    Settings settings = Settings.read(order.config());
    Wardrobe wardrobe =
        new Wardrobe(order.theme().or(settings::theme), environment, order.themes());
    TimeSource time = new SystemTimeSource();
    Glyphs signs = Suitability.glyphs(environment, order.ascii());
    try (Display display = display(order, wardrobe, environment);
        Errands errands =
            new Errands(
                order, display, wardrobe, time, Executors.newVirtualThreadPerTaskExecutor())) {
      ConsoleLoop loop =
          new ConsoleLoop(
              display,
              new Painter(signs, ZoneId.systemDefault()),
              time::wall,
              time::wallNanos,
              errands);
      loop.tell(
          new Msg.Accustomed(
              new Habits(settings.keymap(), settings.mouse(), false, wardrobe.names()),
              new CommandHistory(order.state()).lines()));
      if (settings.mouse()) {
        display.mouse(true);
      }
      List<String> complaints =
          Stream.concat(wardrobe.complaint().stream(), settings.complaints().stream()).toList();
      complaint(complaints).ifPresent(text -> loop.tell(new Msg.Told(text, true)));
      try (Parting parting = new Parting(display, order, loop::inView)) {
        return run(loop, order, errands, complaints);
      }
    }
  }

  /** All that was not obeyed, in one line for the footer. */
  private static Optional<String> complaint(List<String> complaints) {
    int more = complaints.size() - 1;
    return complaints.stream()
        .findFirst()
        .map(first -> more > 0 ? first + " (and " + more + " more, told on leaving)" : first);
  }

  /** What breaks on another thread is told on the screen, not printed over it. */
  private static Left run(
      ConsoleLoop loop, ConsoleOrder order, Errands errands, List<String> complaints)
      throws InterruptedException {
    // It stays when the console is left: what breaks while all is closed is nobody's to read.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, fault) -> loop.tell(new Msg.Told("something of our own broke: " + fault, true)));
    ScreenModel last = loop.run(order.readonly());
    return new Left(
        last.run(), last.vanished().isPresent(), last.turn(), errands.refused(), complaints);
  }

  private static Display display(
      ConsoleOrder order, Wardrobe wardrobe, Map<String, String> environment) {
    if (order.window()) {
      return WindowDisplay.open("blackstart", wardrobe.worn(), environment);
    }
    try {
      return terminal(wardrobe, environment);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT,
          "the terminal cannot be opened: " + e.getMessage(),
          "name a verb, such as: blackstart rehearse",
          e);
    }
  }

  private static Display terminal(Wardrobe wardrobe, Map<String, String> environment)
      throws IOException {
    return switch (Suitability.of(environment)) {
      case Suitability.Unsuited unsuited ->
          throw new Failure(
              Failure.Kind.INPUT, unsuited.because(), "name a verb, such as: blackstart rehearse");
      case Suitability.Suits suits -> new TerminalDisplay(suits, wardrobe.worn(), environment);
    };
  }
}

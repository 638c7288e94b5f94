package dev.blackstart.app.tui;

import dev.blackstart.app.StandingWorlds;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.view.Display;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is done when a signal ends the console, or its terminal is closed: the last line on the
 * usual screen says that the run goes on, and a world that stood only to be looked into is ended.
 */
public final class Parting implements AutoCloseable {
  private final Thread hook;

  /**
   * Watches until it is closed.
   *
   * @param inView the run that was on the screen
   */
  Parting(Display display, ConsoleOrder order, Supplier<Optional<RunPicture>> inView) {
    hook = new Thread(() -> part(display, order, inView.get()), "parting");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private static void part(Display display, ConsoleOrder order, Optional<RunPicture> run) {
    display.close();
    run.filter(each -> each.ended().isEmpty()).ifPresent(each -> System.err.println(words(each)));
    if (!order.readonly()) {
      new StandingWorlds(order.state()).endLeftOver();
    }
  }

  /** What is said of a run that goes on without its console. */
  public static String words(RunPicture run) {
    return "run "
        + run.run().name()
        + " of cluster "
        + run.cluster()
        + " goes on; watch it: blackstart";
  }

  /** The console was left by its own door. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook has the last word.
    }
  }
}

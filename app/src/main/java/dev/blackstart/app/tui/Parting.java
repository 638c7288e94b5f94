package dev.blackstart.app.tui;

import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.view.Display;
import java.util.Optional;
import java.util.function.Supplier;

/** The last line on the usual screen when a signal ends the console: the run goes on. */
public final class Parting implements AutoCloseable {
  private final Thread hook;

  /**
   * Watches until it is closed.
   *
   * @param inView the run that was on the screen
   */
  Parting(Display display, Supplier<Optional<RunPicture>> inView) {
    hook =
        new Thread(
            () -> {
              display.close();
              inView
                  .get()
                  .filter(run -> run.ended().isEmpty())
                  .ifPresent(run -> System.err.println(words(run)));
            },
            "parting");
    Runtime.getRuntime().addShutdownHook(hook);
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

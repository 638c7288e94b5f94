package dev.blackstart.app.tui;

import dev.blackstart.app.look.Topic;
import dev.blackstart.app.tui.model.Msg;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what is on a page to a file where the operator stands. */
final class Saving {
  private final Lookout lookout;

  /**
   * @param lookout asks for what is more than the screen keeps
   */
  Saving(Lookout lookout) {
    this.lookout = lookout;
  }

  void text(String name, String text, ConsoleLoop screen) {
    Path file = file(name);
    try {
      Files.writeString(file, text);
      screen.tell(new Msg.Told("written to " + file, false));
    } catch (IOException e) {
      screen.tell(failed(file, e));
    }
  }

  /** A log of a node from its beginning, not only what the screen keeps of it. */
  void log(String name, Topic.NodeLog log, ConsoleLoop screen) throws InterruptedException {
    Path file = file(name);
    screen.tell(new Msg.Told("fetching the whole log of " + log.service(), false));
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      lookout.whole(log, line -> write(line, out));
      out.flush();
      screen.tell(new Msg.Told("written to " + file, false));
    } catch (IOException e) {
      screen.tell(failed(file, e));
    } catch (UncheckedIOException e) {
      screen.tell(failed(file, e.getCause()));
    }
  }

  private static void write(String line, BufferedWriter out) {
    try {
      out.write(line);
      out.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String name) {
    return Path.of(name.replaceAll("[^A-Za-z0-9._-]", "_")).toAbsolutePath();
  }

  private static Msg failed(Path file, IOException e) {
    return new Msg.Told("cannot write " + file + ": " + e.getMessage(), true);
  }
}

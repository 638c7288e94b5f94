package dev.blackstart.app.tui;

import dev.blackstart.files.EventReader;
import dev.blackstart.run.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Journals of rehearsals of the bundled example, as an engine wrote them, without what was said of
 * the machine it ran on.
 */
public final class Journals {
  private Journals() {}

  /** Every event of a journal. */
  public static List<Event> of(String name) {
    Path file = file(name);
    try {
      List<Event> events = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        events.add(EventReader.event(line).orElseThrow());
      }
      return List.copyOf(events);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  static Path file(String name) {
    return Path.of(System.getProperty("blackstart.root"))
        .resolve("app/src/test/resources/journals")
        .resolve(name + ".jsonl");
  }

  /** What had happened at a moment of the run, in world milliseconds. */
  public static List<Event> until(String name, long millis) {
    return of(name).stream().filter(event -> event.stamp().worldMillis() <= millis).toList();
  }
}

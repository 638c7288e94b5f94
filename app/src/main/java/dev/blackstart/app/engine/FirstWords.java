package dev.blackstart.app.engine;

import dev.blackstart.app.engine.EngineProcess.Start;
import dev.blackstart.files.EventReader;
import dev.blackstart.run.Event;
import dev.blackstart.run.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an engine said so far on its output and error streams: events, or why it does nothing. */
final class FirstWords {
  private static final String ERROR = "blackstart: ";
  private static final String REMEDY = "  ";

  private final List<String> lines;
  private final Optional<Event> first;

  FirstWords(byte[] said) {
    lines = new String(said, StandardCharsets.UTF_8).lines().toList();
    first = lines.stream().map(FirstWords::event).flatMap(Optional::stream).findFirst();
  }

  /** The run that is on its way; absent as long as there is none. */
  Optional<RunId> begun() {
    return first
        .filter(event -> !(event instanceof Event.RunEnded))
        .map(event -> event.stamp().run());
  }

  /** Why there is no run, once the process has ended. */
  Start.Refused refused(int exit) {
    return first
        .filter(Event.RunEnded.class::isInstance)
        .map(Event.RunEnded.class::cast)
        .map(FirstWords::over)
        .orElseGet(() -> error(exit));
  }

  /** A resume that finds nothing to go on with repeats how the last run ended. */
  private static Start.Refused over(Event.RunEnded ended) {
    String outcome = ended.outcome().name().toLowerCase(Locale.ROOT);
    return new Start.Refused(
        ended.exit(),
        "run " + ended.stamp().run() + " is over: " + outcome,
        "there is nothing to go on with; begin another");
  }

  private Start.Refused error(int exit) {
    for (int i = lines.size() - 2; i >= 0; i--) {
      String remedy = lines.get(i + 1);
      if (lines.get(i).startsWith(ERROR) && remedy.startsWith(REMEDY)) {
        return new Start.Refused(exit, lines.get(i).substring(ERROR.length()), remedy.strip());
      }
    }
    String last = lines.isEmpty() ? "without a word" : lines.getLast();
    return new Start.Refused(
        exit, "the engine ended at once: " + last, "the same verb with --plain says more");
  }

  private static Optional<Event> event(String line) {
    try {
      return line.startsWith("{") ? EventReader.event(line) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      // Half a line: the next look sees all of it.
      return Optional.empty();
    }
  }
}

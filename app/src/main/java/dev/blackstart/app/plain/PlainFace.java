package dev.blackstart.app.plain;

import dev.blackstart.app.Keep;
import dev.blackstart.files.Redaction;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.Waiting;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** A run as lines of text, appended and never rewritten. */
public final class PlainFace implements Consumer<Event> {
  private final PrintStream out;
  private final Redaction redaction;
  private final PlainLine lines;
  private final Function<Event.RunStarted, OptionalLong> expected;
  private final Unsaid unsaid = new Unsaid();
  private String waits = "";

  /** What is said of a failed run whose world is gone. */
  static final String ENDED = "its world has ended with it: with --keep it can be gone on with";

  /** Whether the world will stand when the run fails. */
  private boolean stands = true;

  /**
   * @param colours whether ANSI colours may be used
   * @param expected how long earlier runs say that a run takes, in world milliseconds; empty when
   *     none tells
   */
  public PlainFace(
      PrintStream out,
      Redaction redaction,
      boolean colours,
      Function<Event.RunStarted, OptionalLong> expected) {
    this.out = out;
    this.redaction = redaction;
    this.expected = expected;
    this.lines = new PlainLine(colours);
  }

  @Override
  public void accept(Event event) {
    List<String> text =
        event instanceof Event.RunEnded end
            ? lines.ended(end, stands || end.outcome() == Event.Outcome.INTERRUPTED)
            : lines.of(event);
    if (!saysNothingNew(event, text)) {
      text.forEach(this::say);
    }
    if (event instanceof Event.RunResumed resumed) {
      stands = Keep.outlives(resumed.world(), resumed.options());
    }
    if (event instanceof Event.RunStarted started) {
      stands = Keep.outlives(started.world(), started.options());
      expected
          .apply(started)
          .ifPresent(millis -> say("earlier runs took about " + PlainLine.duration(millis)));
    }
    rest(event, String.join(" ", text)).forEach(this::say);
    out.flush();
  }

  private void say(String line) {
    out.println(Harmless.text(redaction.apply(line), lines.colours()));
  }

  /** Reasons that are new and that the event's own line only counts or cuts. */
  private List<String> rest(Event event, String line) {
    if (event instanceof Event.ReleaseReported e) {
      return rest(e, e.phase(), e.waiting(), line);
    }
    if (event instanceof Event.FluxReported e) {
      return rest(e, PlainLine.FLUX, e.waiting(), line);
    }
    return event instanceof Event.Progressed e ? rest(e, e.phase(), e.waiting(), line) : List.of();
  }

  private List<String> rest(Event event, PhaseId phase, List<Waiting> waiting, String line) {
    return unsaid.of(phase, waiting, line).stream()
        .flatMap(text -> lines.reason(event, phase, text).stream())
        .toList();
  }

  /** What changed may be among those that a line only counts. */
  private boolean saysNothingNew(Event event, List<String> text) {
    boolean isWait =
        !text.isEmpty()
            && (event instanceof Event.FluxReported
                || event instanceof Event.ReleaseReported
                || event instanceof Event.Progressed);
    String said = isWait ? text.getFirst().substring(text.getFirst().indexOf(' ')) : "";
    boolean same = isWait && said.equals(waits);
    waits = said;
    return same;
  }
}

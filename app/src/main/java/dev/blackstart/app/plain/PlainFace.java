package dev.blackstart.app.plain;

import dev.blackstart.files.Redaction;
import dev.blackstart.run.Event;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/** A run as lines of text, appended and never rewritten. */
public final class PlainFace implements Consumer<Event> {
  private final PrintStream out;
  private final Redaction redaction;
  private final PlainLine lines;
  private String waits = "";

  /**
   * @param colours whether ANSI colours may be used
   */
  public PlainFace(PrintStream out, Redaction redaction, boolean colours) {
    this.out = out;
    this.redaction = redaction;
    this.lines = new PlainLine(colours);
  }

  @Override
  public void accept(Event event) {
    List<String> text = lines.of(event);
    if (saysNothingNew(event, text)) {
      return;
    }
    text.forEach(line -> out.println(Harmless.text(redaction.apply(line), lines.colours())));
    out.flush();
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

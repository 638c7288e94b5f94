package dev.blackstart.app.plain;

import dev.blackstart.files.Redaction;
import dev.blackstart.run.Event;
import java.io.PrintStream;
import java.util.function.Consumer;

/** A run as lines of text, appended and never rewritten. */
public final class PlainFace implements Consumer<Event> {
  private final PrintStream out;
  private final Redaction redaction;
  private final PlainLine lines;

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
    lines
        .of(event)
        .forEach(line -> out.println(Harmless.text(redaction.apply(line), lines.colours())));
    out.flush();
  }
}

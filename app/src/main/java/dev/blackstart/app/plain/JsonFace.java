package dev.blackstart.app.plain;

import dev.blackstart.files.EventWriter;
import dev.blackstart.files.Redaction;
import dev.blackstart.run.Event;
import java.io.PrintStream;
import java.util.function.Consumer;

/** One event object a line, nothing else. */
public final class JsonFace implements Consumer<Event> {
  private final PrintStream out;
  private final Redaction redaction;

  public JsonFace(PrintStream out, Redaction redaction) {
    this.out = out;
    this.redaction = redaction;
  }

  @Override
  public void accept(Event event) {
    out.println(redaction.apply(EventWriter.line(event)));
    out.flush();
  }
}

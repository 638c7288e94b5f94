package dev.blackstart.run;

import java.util.List;
import java.util.function.Consumer;

/** Hands every event to the journal first and then to each face; a face cannot fail the run. */
public final class Events implements Consumer<Event> {
  private final Journal journal;
  private final List<Consumer<Event>> faces;

  public Events(Journal journal, List<Consumer<Event>> faces) {
    this.journal = journal;
    this.faces = List.copyOf(faces);
  }

  @Override
  public synchronized void accept(Event event) {
    journal.append(event);
    for (Consumer<Event> face : faces) {
      try {
        face.accept(event);
      } catch (RuntimeException e) {
        // A closed terminal or pipe is the face's affair; the run and its journal go on.
      }
    }
  }
}

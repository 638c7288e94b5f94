package dev.blackstart.app.fresh;

import java.util.Optional;

/** Somebody who is asked. */
public interface Talk {
  /** Tells a line. */
  void say(String line);

  /**
   * Asks for a line.
   *
   * @return what was answered, without blanks around it; empty when nobody answers any more
   */
  Optional<String> ask(String question);
}

package dev.blackstart.app.tui.model;

import java.util.List;
import java.util.Optional;

/**
 * A question over the page, or an explanation.
 *
 * @param choices what can be answered; the first is the safe one and has the cursor
 * @param mustType what has to be typed before anything but the safe answer is taken
 * @param copy what the copy key takes
 */
public record Dialog(
    String title,
    List<String> lines,
    List<Choice> choices,
    int cursor,
    Optional<String> mustType,
    String typed,
    Optional<String> copy) {
  /**
   * @param intent absent for an answer that only closes the question
   */
  public record Choice(String label, Optional<Intent> intent) {
    static Choice cancel(String label) {
      return new Choice(label, Optional.empty());
    }

    static Choice of(String label, Intent intent) {
      return new Choice(label, Optional.of(intent));
    }
  }

  static Dialog asking(String title, List<String> lines, Choice... choices) {
    return new Dialog(title, lines, List.of(choices), 0, Optional.empty(), "", Optional.empty());
  }

  static Dialog telling(String title, List<String> lines, Optional<String> copy) {
    return new Dialog(title, lines, List.of(), 0, Optional.empty(), "", copy);
  }

  Dialog guardedBy(String word) {
    return new Dialog(title, lines, choices, cursor, Optional.of(word), typed, copy);
  }

  Dialog cursor(int now) {
    int at = choices.isEmpty() ? 0 : Math.floorMod(now, choices.size());
    return new Dialog(title, lines, choices, at, mustType, typed, copy);
  }

  Dialog typed(String now) {
    return new Dialog(title, lines, choices, cursor, mustType, now, copy);
  }

  /** Whether the answer under the cursor may be taken. */
  public boolean ready() {
    return cursor == 0 || mustType.map(typed::equals).orElse(true);
  }
}

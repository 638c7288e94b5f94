package dev.blackstart.app.tui.model;

import java.util.List;
import java.util.Optional;

/**
 * A question over the page, or an explanation.
 *
 * @param choices what can be answered; the first is the safe one and has the cursor
 * @param mustType what has to be typed before anything but the safe answer is taken
 * @param copy what the copy key takes
 * @param secret whether what is typed is the answer, and nobody's to see
 * @param shown which of its lines were in sight, when they are more than the screen holds
 */
public record Dialog(
    String title,
    List<String> lines,
    List<Choice> choices,
    int cursor,
    Optional<String> mustType,
    String typed,
    boolean secret,
    Optional<String> copy,
    Shown shown) {
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
    return new Dialog(
        title,
        lines,
        List.of(choices),
        0,
        Optional.empty(),
        "",
        false,
        Optional.empty(),
        Shown.NOTHING);
  }

  static Dialog telling(String title, List<String> lines, Optional<String> copy) {
    return new Dialog(title, lines, List.of(), 0, Optional.empty(), "", false, copy, Shown.NOTHING);
  }

  Dialog guardedBy(String word) {
    return new Dialog(title, lines, choices, cursor, Optional.of(word), typed, secret, copy, shown);
  }

  /** Asks for what nobody is to see; the second answer hands it on and has the cursor. */
  static Dialog secret(String title, List<String> lines, Choice cancel, Choice hand) {
    return new Dialog(
        title,
        lines,
        List.of(cancel, hand),
        1,
        Optional.empty(),
        "",
        true,
        Optional.empty(),
        Shown.NOTHING);
  }

  /** Whether keys are typed into it. */
  public boolean takesText() {
    return secret || mustType.isPresent();
  }

  /** What is typed as it may be shown. */
  public String inSight() {
    return secret ? "*".repeat(typed.codePointCount(0, typed.length())) : typed;
  }

  Dialog cursor(int now) {
    int at = choices.isEmpty() ? 0 : Math.floorMod(now, choices.size());
    return new Dialog(title, lines, choices, at, mustType, typed, secret, copy, shown);
  }

  Dialog typed(String now) {
    return new Dialog(title, lines, choices, cursor, mustType, now, secret, copy, shown);
  }

  Dialog shown(Shown now) {
    return new Dialog(title, lines, choices, cursor, mustType, typed, secret, copy, now);
  }

  /** With other lines in sight; the next painting stops at the ends. */
  Dialog scrolled(long rows) {
    return shown(new Shown(Math.max(0, shown.first() + rows), shown.window()));
  }

  /** Whether an answer may be taken. */
  public boolean ready(int choice) {
    return choice == 0 || (secret ? !typed.isBlank() : mustType.map(typed::equals).orElse(true));
  }

  /** Without what was typed. */
  @Override
  public String toString() {
    return "Dialog " + title;
  }
}

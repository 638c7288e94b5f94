package dev.blackstart.app.tui.model;

/**
 * A line that is being typed at the bottom of the screen.
 *
 * @param caret where typing goes on, in characters from 0
 * @param draft what was typed by hand, while the line shows something offered or remembered
 * @param offered which completion of the draft the line shows; -1 for none
 * @param recalled how many lines back in the history it is; 0 for not
 */
public record Typing(
    Purpose purpose, String text, int caret, String draft, int offered, int recalled) {
  /** What the line is for. */
  public enum Purpose {
    FILTER("/"),
    SEARCH("\\"),
    COMMAND(":");

    private final String prompt;

    Purpose(String prompt) {
      this.prompt = prompt;
    }

    public String prompt() {
      return prompt;
    }
  }

  static Typing of(Purpose purpose, String text) {
    return new Typing(purpose, text, text.length(), text, -1, 0);
  }

  /** With a text inserted where the caret is. */
  Typing inserted(String more) {
    return edited(text.substring(0, caret) + more + text.substring(caret), caret + more.length());
  }

  /** With what is between two places taken out. */
  Typing without(int from, int to) {
    return edited(text.substring(0, from) + text.substring(to), from);
  }

  /** With the caret elsewhere; beyond an end it stays there. */
  Typing caret(int to) {
    return new Typing(purpose, text, Math.clamp(to, 0, text.length()), draft, offered, recalled);
  }

  /** Showing a completion of what was typed. */
  Typing offered(String whole, int which) {
    return new Typing(purpose, whole, whole.length(), draft, which, 0);
  }

  /** Showing a line of the history; 0 lines back is what was typed. */
  Typing recalled(String line, int back) {
    return new Typing(purpose, line, line.length(), draft, -1, back);
  }

  /** The place one character before the caret. */
  int before() {
    return caret == 0 ? 0 : text.offsetByCodePoints(caret, -1);
  }

  /** The place one character behind the caret. */
  int behind() {
    return caret == text.length() ? caret : text.offsetByCodePoints(caret, 1);
  }

  /** Where the word before the caret begins. */
  int word() {
    int at = caret;
    while (at > 0 && text.charAt(at - 1) == ' ') {
      at--;
    }
    while (at > 0 && text.charAt(at - 1) != ' ') {
      at--;
    }
    return at;
  }

  private Typing edited(String now, int at) {
    return new Typing(purpose, now, at, now, -1, 0);
  }
}

package dev.blackstart.app.tui.terminal;

import java.util.Optional;

/** A sequence {@code CSI parameters letter} as a terminal sends it. */
record ControlSequence(String parameters, char letter) {
  boolean isMouse() {
    return parameters.startsWith("<") && (letter == 'M' || letter == 'm');
  }

  /** An answer rather than a key. */
  boolean isPrivate() {
    return !parameters.isEmpty() && "<=>?".indexOf(parameters.charAt(0)) >= 0;
  }

  boolean is(char last, int first) {
    return letter == last && number(0, 0) == first;
  }

  /** The parameter at a position; sub-parameters after a colon are left out. */
  int number(int position, int otherwise) {
    String[] parts = (isPrivate() ? parameters.substring(1) : parameters).split(";", -1);
    if (position >= parts.length) {
      return otherwise;
    }
    String digits = parts[position].split(":", -1)[0];
    return digits.matches("\\d{1,7}") ? Integer.parseInt(digits) : otherwise;
  }

  /** The key it stands for. */
  Optional<String> keyName() {
    int modifiers = number(1, 1) - 1;
    return switch (letter) {
      case '~' ->
          number(0, 0) == 27
              ? KeyNames.byCode(number(2, 0), modifiers)
              : KeyNames.byNumber(number(0, 0), modifiers);
      case 'u' -> KeyNames.byCode(number(0, 0), modifiers);
      default -> KeyNames.byLetter(letter, modifiers);
    };
  }
}

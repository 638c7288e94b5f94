package dev.blackstart.repository.talos;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A text as Go's yaml libraries write it, in versions 3 and 4 alike; where these differ, and beyond
 * one line of ASCII, nothing.
 */
final class GoScalar {
  /** No blank at either end, no break, no sign of another script. */
  private static final Pattern ONE_LINE = Pattern.compile("[!-~]([ -~]*[!-~])?");

  private static final Pattern PLAIN_START =
      Pattern.compile("[A-Za-z/_$(\\\\;^)].*|[-?:][A-Za-z_/].*|<[^<].*");

  private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?|0x[0-9a-fA-F]+");

  /** Of YAML 1.1, which version 3 quotes otherwise than version 4. */
  private static final Set<String> SWITCHES = Set.of("y", "n", "yes", "no", "on", "off");

  private static final Set<String> CONSTANTS = Set.of("true", "false", "null");

  /** What begins a text that is none without quotes. */
  private static final String INDICATORS = "{[*&!%@`\"'#|>";

  private GoScalar() {}

  static Optional<String> of(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (!ONE_LINE.matcher(text).matches() || SWITCHES.contains(word)) {
      return Optional.empty();
    }
    if (CONSTANTS.contains(word) || NUMBER.matcher(text).matches()) {
      return Optional.of('"' + text + '"');
    }
    if (text.contains(": ") || text.contains(" #") || text.endsWith(":") || isIndicated(text)) {
      return Optional.of("'" + text.replace("'", "''") + "'");
    }
    return PLAIN_START.matcher(text).matches() ? Optional.of(text) : Optional.empty();
  }

  private static boolean isIndicated(String text) {
    return INDICATORS.indexOf(text.charAt(0)) >= 0;
  }
}

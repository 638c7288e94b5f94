package dev.blackstart.app.plain;

import java.util.regex.Pattern;

/** Text that came from elsewhere must not drive the terminal. */
public final class Harmless {
  private static final Pattern CONTROL =
      Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069\\u200e\\u200f&&[^\\t]]");
  private static final Pattern CONTROL_BUT_COLOURS =
      Pattern.compile(
          "(?!\\u001b\\[[0-9]{1,2}m)[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069\\u200e\\u200f&&[^\\t]]");

  private Harmless() {}

  /**
   * The text with control and direction characters made visible.
   *
   * @param colours whether our own colour sequences stay
   */
  public static String text(String text, boolean colours) {
    Pattern harm = colours ? CONTROL_BUT_COLOURS : CONTROL;
    return harm.matcher(text)
        .replaceAll(match -> String.format("<%02x>", (int) match.group().charAt(0)));
  }
}

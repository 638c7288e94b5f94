package dev.blackstart.app.plain;

/** Colours a word that already says what it means; without colour nothing is lost. */
public enum Ink {
  GOOD("32"),
  BAD("31"),
  WAITS("33"),
  QUIET("2"),
  BOLD("1");

  private final String code;

  Ink(String code) {
    this.code = code;
  }

  /** The text in this ink, or as it is when colours are off. */
  public String on(String text, boolean colours) {
    return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}

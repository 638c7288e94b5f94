package dev.blackstart.app.tui.model;

/**
 * A key as the operator calls it, and as the config file and the help write it: {@code j}, {@code
 * G}, {@code +}, {@code space}, {@code enter}, {@code esc}, {@code tab}, {@code shift-tab}, {@code
 * backspace}, {@code up}, {@code pgdn}, {@code home}, {@code f1}, {@code ctrl-c}, {@code alt-x}.
 */
public record Key(String name) {
  /** Whether it is a single character that could be part of a text. */
  public boolean isText() {
    return name.codePointCount(0, name.length()) == 1 || name.equals("space");
  }

  /** The character it stands for; only of a key that {@link #isText}. */
  public String text() {
    return name.equals("space") ? " " : name;
  }
}

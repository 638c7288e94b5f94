package dev.blackstart.app.tui.model;

import java.util.List;

/**
 * A key as the operator calls it, and as the config file and the help write it: {@code j}, {@code
 * G}, {@code +}, {@code space}, {@code enter}, {@code esc}, {@code tab}, {@code shift-tab}, {@code
 * backspace}, {@code up}, {@code pgdn}, {@code home}, {@code f1}, {@code ctrl-c}, {@code alt-x}.
 */
public record Key(String name) {
  /** Keys that are called by a word. */
  public static final List<String> NAMED =
      List.of(
          "space",
          "enter",
          "esc",
          "tab",
          "backspace",
          "insert",
          "delete",
          "home",
          "end",
          "pgup",
          "pgdn",
          "up",
          "down",
          "left",
          "right",
          "f1",
          "f2",
          "f3",
          "f4",
          "f5",
          "f6",
          "f7",
          "f8",
          "f9",
          "f10",
          "f11",
          "f12");

  private static final List<String> MODIFIERS = List.of("ctrl-", "alt-", "shift-");

  /** Whether a key is called so: a character or one of the words, with modifiers in front. */
  public static boolean isName(String text) {
    String bare = text;
    for (String modifier : MODIFIERS) {
      bare = bare.startsWith(modifier) ? bare.substring(modifier.length()) : bare;
    }
    boolean character =
        bare.codePointCount(0, bare.length()) == 1 && !Character.isWhitespace(bare.codePointAt(0));
    return character || NAMED.contains(bare);
  }

  /** Whether it is a single character that could be part of a text. */
  public boolean isText() {
    return name.codePointCount(0, name.length()) == 1 || name.equals("space");
  }

  /** The character it stands for; only of a key that {@link #isText}. */
  public String text() {
    return name.equals("space") ? " " : name;
  }
}

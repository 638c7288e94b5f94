package dev.blackstart.template.yaml;

/**
 * Which forms a text can take in block context, by the rules of libyaml's emitter, so that what we
 * write looks as Go's programs write it.
 *
 * @param plain can stand without quotes
 * @param single can stand in single quotes
 * @param block can stand as a literal block
 */
record ScalarShape(boolean plain, boolean single, boolean block) {

  static ScalarShape of(String text) {
    if (text.isEmpty()) {
      return new ScalarShape(true, true, false);
    }
    boolean indicator = text.startsWith("---") || text.startsWith("...");
    boolean special = false;
    boolean tab = false;
    boolean lines = false;
    boolean spaceThenBreak = false;
    boolean breakThenSpace = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      boolean beforeBlank = next >= text.length() || isBlank(text.charAt(next));
      boolean afterBlank = i == 0 || isBlank(text.charAt(i - 1));
      indicator |=
          switch (c) {
            case '#' -> afterBlank;
            case ',', '[', ']', '{', '}', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`' ->
                i == 0;
            case '?', '-' -> i == 0 && beforeBlank;
            case ':' -> beforeBlank;
            default -> false;
          };
      tab |= c == '\t';
      lines |= isBreak(c);
      special |= c != '\t' && !isPrintable(c);
      if (c == ' ' && next < text.length() && isBreak(text.charAt(next))) {
        spaceThenBreak = true;
      }
      if (c == ' ' && i > 0 && isBreak(text.charAt(i - 1))) {
        breakThenSpace = true;
      }
      i = next;
    }
    boolean edges = isEdge(text.charAt(0)) || isEdge(text.charAt(text.length() - 1));
    boolean single = !spaceThenBreak && !breakThenSpace && !tab && !special;
    return new ScalarShape(
        single && !edges && !lines && !indicator,
        single,
        !spaceThenBreak && !special && !text.endsWith(" ") && !tabAtBegin(text));
  }

  /** A block whose first line begins with a tab reads differently in different parsers. */
  private static boolean tabAtBegin(String text) {
    return text.charAt(0) == '\t';
  }

  private static boolean isEdge(char c) {
    return c == ' ' || isBreak(c);
  }

  static boolean isBreak(int c) {
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || isBreak(c);
  }

  /** Printable in Go's emitters; what lies beyond the basic plane is escaped there. */
  static boolean isPrintable(int c) {
    return c == '\n'
        || (c >= 0x20 && c <= 0x7E)
        || (c >= 0xA0 && c <= 0xD7FF && c != 0x2028 && c != 0x2029)
        || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF);
  }
}

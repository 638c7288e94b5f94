package dev.blackstart.app.tui.view;

/** How many cells a text takes (Unicode East Asian Width; combining marks take none). */
public final class Columns {
  private Columns() {}

  /** Cells a code point takes: 0, 1 or 2. */
  public static int of(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> wide(codePoint) ? 2 : 1;
    };
  }

  /** Cells a text takes. */
  public static int of(String text) {
    return text.codePoints().map(Columns::of).sum();
  }

  /** The text when it fits, else its beginning and the mark that something is missing. */
  public static String cut(String text, int columns, String mark) {
    if (of(text) <= columns) {
      return text;
    }
    int left = columns - of(mark);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      left -= of(codePoint);
      if (left < 0) {
        break;
      }
      out.appendCodePoint(codePoint);
      i += Character.charCount(codePoint);
    }
    return columns <= 0 ? "" : out + (columns >= of(mark) ? mark : "");
  }

  /** The text when it fits, else both its ends: names that are alike differ at theirs. */
  public static String ends(String text, int columns, String mark) {
    if (of(text) <= columns || columns < 8) {
      return cut(text, columns, mark);
    }
    int back = (columns - of(mark)) / 2;
    int from = text.length();
    int taken = 0;
    while (from > 0) {
      int codePoint = text.codePointBefore(from);
      if (taken + of(codePoint) > back) {
        break;
      }
      taken += of(codePoint);
      from -= Character.charCount(codePoint);
    }
    return cut(text, columns - taken, mark) + text.substring(from);
  }

  private static boolean wide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0x303e)
        || (c >= 0x3041 && c <= 0xa4cf)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }
}

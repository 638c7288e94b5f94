package dev.blackstart.template.yaml;

import java.math.BigInteger;
import java.util.Map;

/** Writes one scalar, quoted where a reader would otherwise take it for something else. */
final class ScalarWriter {
  private static final Map<Integer, String> ESCAPES =
      Map.ofEntries(
          Map.entry(0, "\\0"),
          Map.entry(0x07, "\\a"),
          Map.entry(0x08, "\\b"),
          Map.entry(0x09, "\\t"),
          Map.entry(0x0A, "\\n"),
          Map.entry(0x0B, "\\v"),
          Map.entry(0x0C, "\\f"),
          Map.entry(0x0D, "\\r"),
          Map.entry(0x1B, "\\e"),
          Map.entry((int) '"', "\\\""),
          Map.entry((int) '\\', "\\\\"),
          Map.entry(0x85, "\\N"),
          Map.entry(0x2028, "\\L"),
          Map.entry(0x2029, "\\P"));

  private final YamlStyle style;
  private final StringBuilder out;

  ScalarWriter(YamlStyle style, StringBuilder out) {
    this.style = style;
    this.out = out;
  }

  /**
   * Writes a value that is no collection.
   *
   * @param indent the column its further lines stand at
   * @param step how far that is right of the collection it belongs to
   */
  void write(Object value, int indent, int step) {
    switch (value) {
      case null -> out.append("null");
      case String text -> string(text, indent, step);
      case ScalarNode node -> node(node, indent, step);
      case Boolean flag -> out.append(flag.booleanValue());
      case Integer number -> out.append(number.intValue());
      case Long number -> out.append(number.longValue());
      case BigInteger number -> out.append(number);
      case Double number -> out.append(floating(number));
      case Number number -> out.append(number);
      default ->
          throw new IllegalArgumentException("cannot write a " + value.getClass() + " as YAML");
    }
  }

  /** A float that both readings read as a float again. */
  private static String floating(double number) {
    String text = GoFloat.shortest(number);
    boolean looksWhole = text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
    return looksWhole ? text + ".0" : text;
  }

  private void string(String text, int indent, int step) {
    ScalarShape shape = ScalarShape.of(text);
    boolean lines = text.indexOf('\n') >= 0;
    if (lines && shape.block()) {
      literal(text, indent, step);
    } else if (!lines && isMistaken(text)) {
      doubleQuoted(text, indent);
    } else if (!lines && shape.plain()) {
      folded(text, indent);
    } else if (!lines && shape.single()) {
      singleQuoted(text, indent);
    } else {
      doubleQuoted(text, indent);
    }
  }

  private static boolean isMistaken(String text) {
    return !Reading.TALOS.isText(text)
        || !Reading.KUBERNETES.isText(text)
        || ScalarRules.isBaseSixty(text);
  }

  private void node(ScalarNode node, int indent, int step) {
    node.tag().ifPresent(tag -> out.append(tag).append(' '));
    String text = node.text();
    ScalarShape shape = ScalarShape.of(text);
    switch (node.style()) {
      case PLAIN -> {
        if (node.isNull() && text.isEmpty()) {
          out.append("null");
        } else if (shape.plain()) {
          out.append(text);
        } else {
          doubleQuoted(text, indent);
        }
      }
      case SINGLE_QUOTED -> {
        if (shape.single() && text.indexOf('\n') < 0) {
          singleQuoted(text, indent);
        } else {
          doubleQuoted(text, indent);
        }
      }
      case DOUBLE_QUOTED -> doubleQuoted(text, indent);
      case LITERAL, FOLDED -> {
        if (shape.block()) {
          literal(text, indent, step);
        } else {
          doubleQuoted(text, indent);
        }
      }
    }
  }

  /** A key, on one line. */
  String key(Object key) {
    StringBuilder text = new StringBuilder();
    ScalarWriter writer = new ScalarWriter(YamlStyle.TWO, text);
    boolean merge = key instanceof String name && name.equals("<<");
    if (merge || text(key).indexOf('\n') >= 0) {
      writer.doubleQuoted(text(key), 0);
    } else {
      writer.write(key, 0, 0);
    }
    return text.toString();
  }

  /** The text of a key. */
  static String text(Object key) {
    return key instanceof ScalarNode node ? node.text() : String.valueOf(key);
  }

  private void literal(String text, int indent, int step) {
    out.append('|');
    if (text.startsWith(" ") || ScalarShape.isBreak(text.charAt(0))) {
      out.append(step);
    }
    if (!text.endsWith("\n")) {
      out.append('-');
    } else if (text.length() == 1 || text.charAt(text.length() - 2) == '\n') {
      out.append('+');
    }
    out.append('\n');
    for (String line :
        (text.endsWith("\n") ? text.substring(0, text.length() - 1) : text).split("\n", -1)) {
      if (!line.isEmpty()) {
        out.repeat(' ', indent).append(line);
      }
      out.append('\n');
    }
    if (!text.endsWith("\n")) {
      out.setLength(out.length() - 1);
    }
  }

  private void singleQuoted(String text, int indent) {
    out.append('\'');
    folded(text.replace("'", "''"), indent);
    out.append('\'');
  }

  private void folded(String text, int indent) {
    for (int i = 0; i < text.length(); i++) {
      if (isFold(text, i)) {
        newLine(indent);
      } else {
        out.append(text.charAt(i));
      }
    }
  }

  private void doubleQuoted(String text, int indent) {
    // go-yaml looks for a byte order mark at the first character, whichever it writes.
    boolean marked = text.startsWith("\uFEFF");
    out.append('"');
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isFold(text, i)) {
        newLine(indent);
      } else if (ESCAPES.containsKey(c)) {
        out.append(ESCAPES.get(c));
      } else if (ScalarShape.isPrintable(c) && !marked) {
        out.appendCodePoint(c);
      } else {
        String form = c <= 0xFF ? "\\x%02X" : c <= 0xFFFF ? "\\u%04X" : "\\U%08X";
        out.append(String.format(form, c));
      }
      i += Character.charCount(c);
    }
    out.append('"');
  }

  private boolean isFold(String text, int at) {
    return style.width() > 0
        && text.charAt(at) == ' '
        && at > 0
        && at < text.length() - 1
        && text.charAt(at - 1) != ' '
        && text.charAt(at + 1) != ' '
        && out.length() - out.lastIndexOf("\n") - 1 > style.width();
  }

  private void newLine(int indent) {
    out.append('\n').repeat(' ', indent);
  }
}

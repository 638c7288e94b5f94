package dev.blackstart.repository.generated;

import dev.blackstart.template.yaml.ListNode;
import dev.blackstart.template.yaml.MapNode;
import dev.blackstart.template.yaml.ScalarNode;
import dev.blackstart.template.yaml.YamlNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes nodes as YAML whose values stand in the lines they came from, so that whoever reads the
 * text tells an operator the right place. Where the order of the nodes does not allow it, a value
 * stands in the line of the one before it.
 */
public final class AlignedText {
  /** What is the same without quotes within braces. */
  private static final Pattern PLAIN =
      Pattern.compile("-?[A-Za-z0-9_/.][A-Za-z0-9_/.@+-]*(?::[A-Za-z0-9_/.@+-]+)*");

  private final StringBuilder text = new StringBuilder();
  private int line = 1;

  private AlignedText() {}

  /** One or more documents. */
  public static String of(List<? extends YamlNode> documents) {
    AlignedText aligned = new AlignedText();
    for (YamlNode document : documents) {
      if (!aligned.text.isEmpty()) {
        aligned.text.append("\n---\n");
        aligned.line += 2;
      }
      aligned.node(document);
    }
    return aligned.text.append('\n').toString();
  }

  private void node(YamlNode node) {
    moveTo(node.mark().line());
    switch (node) {
      case MapNode map -> {
        text.append('{');
        String between = "";
        for (MapNode.Entry entry : map.entries()) {
          text.append(between);
          node(entry.key());
          text.append(": ");
          node(entry.value());
          between = ", ";
        }
        text.append('}');
      }
      case ListNode list -> {
        text.append('[');
        String between = "";
        for (YamlNode item : list.items()) {
          text.append(between);
          node(item);
          between = ", ";
        }
        text.append(']');
      }
      case ScalarNode scalar -> scalar(scalar);
    }
  }

  private void moveTo(int wanted) {
    while (line < wanted) {
      text.append('\n');
      line++;
    }
  }

  private void scalar(ScalarNode scalar) {
    scalar.tag().ifPresent(tag -> text.append(tag).append(' '));
    if (scalar.isNull()) {
      text.append("null");
    } else if (scalar.style() == ScalarNode.Style.PLAIN && PLAIN.matcher(scalar.text()).matches()) {
      text.append(scalar.text());
    } else {
      quoted(scalar.text());
    }
  }

  private void quoted(String value) {
    text.append('"');
    value
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                default -> {
                  if (c < 0x20 || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029) {
                    text.append(String.format("\\u%04x", c));
                  } else {
                    text.appendCodePoint(c);
                  }
                }
              }
            });
    text.append('"');
  }
}

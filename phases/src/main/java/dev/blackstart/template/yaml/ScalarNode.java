package dev.blackstart.template.yaml;

import java.util.Optional;
import java.util.Set;

/**
 * A scalar that keeps its text; what the text means is asked of a {@link Reading}.
 *
 * @param mark where it begins
 * @param text the text after quotes, escapes and line folding
 * @param style how it was written
 * @param tag an explicit tag in its short form ({@code !!str}, {@code !secret})
 */
public record ScalarNode(Mark mark, String text, Style style, Optional<String> tag)
    implements YamlNode {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  /** How a scalar is written. */
  public enum Style {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL,
    FOLDED
  }

  /** An untagged plain scalar. */
  public static ScalarNode plain(Mark mark, String text) {
    return new ScalarNode(mark, text, Style.PLAIN, Optional.empty());
  }

  /** Nothing, {@code ~} or {@code null}: null in either reading. */
  public boolean isNull() {
    return tag.map("!!null"::equals).orElse(style == Style.PLAIN && NULLS.contains(text));
  }
}

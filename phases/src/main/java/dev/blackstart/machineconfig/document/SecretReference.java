package dev.blackstart.machineconfig.document;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reference to a secret kept elsewhere, as 1Password's {@code op inject} reads it: {@code
 * op://vault/item/field}, with an optional section before the field; enclosed in {@code {{ }}} it
 * may hold blanks.
 */
public final class SecretReference {
  private static final Pattern PATTERN =
      Pattern.compile("\\{\\{\\s*(op://[^}\"']+?)\\s*\\}\\}|(op://[^\\s\"'`<>(){}\\[\\],;]+)");

  private SecretReference() {}

  /** The references in a text, in order, without braces. */
  public static List<String> in(String text) {
    return text.contains("op://")
        ? PATTERN.matcher(text).results().map(SecretReference::reference).toList()
        : List.of();
  }

  /** Whether a text holds a reference. */
  public static boolean isIn(String text) {
    return !in(text).isEmpty();
  }

  /** Whether a text is one reference and nothing else. */
  public static boolean isWhole(String text) {
    return PATTERN.matcher(text.strip()).matches();
  }

  /** The text with every reference replaced by what it stands for. */
  public static String replace(String text, UnaryOperator<String> values) {
    return PATTERN
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(values.apply(reference(match))));
  }

  private static String reference(MatchResult match) {
    return match.group(1) == null ? match.group(2) : match.group(1);
  }
}

package dev.blackstart.template.gotemplate.functions;

import static java.util.Map.entry;

import dev.blackstart.template.gotemplate.Function;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** Sprig's functions on the letters of words. */
final class WordFunctions {
  static final Map<String, Function> TABLE =
      Map.ofEntries(
          entry("title", Function.of(1, a -> title(a.text(0)))),
          entry("untitle", Function.of(1, a -> untitle(a.text(0)))),
          entry("nospace", Function.of(1, a -> a.text(0).replaceAll("\\s", ""))),
          entry("initials", Function.of(1, a -> initials(a.text(0)))),
          entry("swapcase", Function.of(1, a -> swapCase(a.text(0)))),
          entry("snakecase", Function.of(1, a -> joined(a.text(0), "_"))),
          entry("kebabcase", Function.of(1, a -> joined(a.text(0), "-"))),
          entry("camelcase", Function.of(1, a -> camelCase(a.text(0)))));

  private WordFunctions() {}

  /** Changes the letters that follow a separator, and the first one. */
  private static String afterEach(String text, IntPredicate separator, IntUnaryOperator change) {
    StringBuilder changed = new StringBuilder();
    boolean begins = true;
    for (int c : text.codePoints().toArray()) {
      changed.appendCodePoint(begins ? change.applyAsInt(c) : c);
      begins = separator.test(c);
    }
    return changed.toString();
  }

  private static String title(String text) {
    return afterEach(
        text,
        c ->
            c < 0x80
                ? !Character.isLetterOrDigit(c) && c != '_'
                : !Character.isLetterOrDigit(c) && Character.isWhitespace(c),
        Character::toTitleCase);
  }

  private static String untitle(String text) {
    return afterEach(text, Character::isWhitespace, Character::toLowerCase);
  }

  private static String initials(String text) {
    return Arrays.stream(text.strip().split("\\s+"))
        .filter(word -> !word.isEmpty())
        .map(word -> Character.toString(word.codePointAt(0)))
        .collect(Collectors.joining());
  }

  private static String swapCase(String text) {
    StringBuilder swapped = new StringBuilder();
    boolean begins = true;
    for (int c : text.codePoints().toArray()) {
      int other = c;
      if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
        other = Character.toLowerCase(c);
      } else if (Character.isLowerCase(c)) {
        other = begins ? Character.toTitleCase(c) : Character.toUpperCase(c);
      }
      swapped.appendCodePoint(other);
      begins = Character.isWhitespace(c);
    }
    return swapped.toString();
  }

  /** Lower-case words: a new one begins at a capital, or where letters and digits meet. */
  private static String joined(String text, String separator) {
    String spaced =
        text.replaceAll("[\\s_-]", " ")
            .replaceAll("(\\p{Lu})(\\p{Lu}\\p{Ll})", "$1 $2")
            .replaceAll("([\\p{Ll}\\p{Nd}])(\\p{Lu})", "$1 $2");
    return spaced.toLowerCase(Locale.ROOT).replace(" ", separator);
  }

  /**
   * Leading connectors stay, of several between two words one goes. Capitals that follow a capital
   * at the begin of a word become small.
   */
  private static String camelCase(String text) {
    int[] letters = text.codePoints().toArray();
    StringBuilder camel = new StringBuilder();
    int at = 0;
    while (at < letters.length && isConnector(letters[at])) {
      camel.appendCodePoint(letters[at++]);
    }
    if (at == letters.length) {
      return letters.length == 0 ? "" : camel.appendCodePoint(letters[at - 1]).toString();
    }
    boolean capitals = Character.isUpperCase(letters[at]);
    int before = Character.toUpperCase(letters[at]);
    while (++at < letters.length) {
      int letter = letters[at];
      if (!isConnector(before)) {
        camel.appendCodePoint(before);
        capitals &= Character.isUpperCase(letter);
        letter = capitals ? Character.toLowerCase(letter) : letter;
      } else if (isConnector(letter)) {
        camel.appendCodePoint(before);
      } else {
        capitals = Character.isUpperCase(letter);
        letter = Character.toUpperCase(letter);
      }
      before = letter;
    }
    return camel.appendCodePoint(before).toString();
  }

  private static boolean isConnector(int c) {
    return c == '_' || c == '-' || Character.isWhitespace(c);
  }
}

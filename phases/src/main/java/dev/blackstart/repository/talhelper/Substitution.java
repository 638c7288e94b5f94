package dev.blackstart.repository.talhelper;

import dev.blackstart.cluster.FileReference;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shell-like variables in a text as talhelper replaces them (a8m/envsubst with unset and empty
 * variables refused): {@code $NAME}, {@code ${NAME}} with {@code :-}, {@code -}, {@code :=}, {@code
 * =}, {@code :+} or {@code +} and a text behind it, and {@code $$} for a dollar.
 */
final class Substitution {
  private static final Pattern PLACE =
      Pattern.compile(
          "\\$(?:(?<dollar>\\$)|\\{(?<braced>[\\p{L}\\p{N}_]+)(?:(?<operator>:-|:=|:\\+|-|=|\\+)(?<text>[^}\n"
              + "]*))?}|(?<bare>[\\p{L}\\p{N}_]+))");

  /** What a reference to a secret ends at. */
  private static final String ENDS = " \t\n\r\"'`<>(){}[],;";

  private final Variables variables;
  private final boolean references;

  Substitution(Variables variables) {
    this(variables, false);
  }

  /**
   * @param references whether a reference may stand for a value that is held encrypted
   */
  Substitution(Variables variables, boolean references) {
    this.variables = variables;
    this.references = references;
  }

  /**
   * What a text becomes.
   *
   * @param text what could be replaced is
   * @param missing the first variable that could not be
   */
  record Result(String text, Optional<Missing> missing) {}

  /**
   * A variable without a readable value.
   *
   * @param line how many lines of the text lie before it
   */
  record Missing(String name, int line) {}

  /** Replaces the variables of a text. */
  Result replace(String text) {
    StringBuilder out = new StringBuilder();
    Missing[] first = new Missing[1];
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      String value =
          place.group("dollar") != null
              ? "$"
              : value(
                  place,
                  place.end() == text.length() || ENDS.indexOf(text.charAt(place.end())) >= 0,
                  name -> {
                    if (first[0] == null) {
                      first[0] = new Missing(name, lines(text, place.start()));
                    }
                  });
      place.appendReplacement(out, Matcher.quoteReplacement(value));
    }
    place.appendTail(out);
    return new Result(out.toString(), Optional.ofNullable(first[0]));
  }

  /**
   * @param ends whether what stands behind it is no part of a reference
   */
  private String value(Matcher place, boolean ends, Consumer<String> missing) {
    String name = place.group("braced") != null ? place.group("braced") : place.group("bare");
    Optional<String> set =
        references && ends
            ? variables.value(name).or(() -> reference(name))
            : variables.value(name);
    boolean known = set.isPresent() || variables.encryptedIn(name).isPresent();
    String operator = place.group("operator") == null ? "" : place.group("operator");
    String text = place.group("text");
    Optional<String> value =
        switch (operator) {
          case ":-", ":=" -> set.filter(found -> !found.isEmpty()).or(() -> otherwise(known, text));
          case "-", "=" -> set.or(() -> otherwise(known, text));
          case "+", ":+" -> Optional.of(known ? text : "");
          default -> set.filter(found -> !found.isEmpty());
        };
    if (value.isEmpty()) {
      missing.accept(name);
    }
    return value.orElse(place.group());
  }

  private Optional<String> reference(String name) {
    return variables.encryptedIn(name).map(file -> new FileReference(file, name).text());
  }

  private static Optional<String> otherwise(boolean known, String text) {
    return known ? Optional.empty() : Optional.of(text);
  }

  private static int lines(String text, int to) {
    return (int) text.substring(0, to).chars().filter(c -> c == '\n').count();
  }
}

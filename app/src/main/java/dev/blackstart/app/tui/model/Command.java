package dev.blackstart.app.tui.model;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What can be typed after a colon.
 *
 * @param arguments what may follow its word, each of which may be left out
 * @param help one sentence
 * @param effect what it does with the words that followed
 */
public record Command(
    String word,
    List<Argument> arguments,
    String help,
    BiFunction<ScreenModel, List<String>, Next> effect) {
  /** How it is typed: {@code theme [THEME]}. */
  public String usage() {
    return word
        + arguments.stream()
            .map(each -> " [" + each.name().toUpperCase(Locale.ROOT) + "]")
            .collect(Collectors.joining());
  }
}

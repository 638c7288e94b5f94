package dev.blackstart.app.tui.model;

import java.util.List;
import java.util.Locale;

/**
 * What a line being typed could become.
 *
 * @param whole the line then; a blank at its end when something has to follow
 * @param word what is new in it
 * @param help one sentence
 */
public record Completion(String whole, String word, String help) {
  /** All of them for a line, in the order of the table. */
  public static List<Completion> of(ScreenModel model, Typing typing) {
    return switch (typing.purpose()) {
      case FILTER, SEARCH -> List.of();
      case COMMAND -> command(model, typing.offered() >= 0 ? typing.draft() : typing.text());
    };
  }

  private static List<Completion> command(ScreenModel model, String line) {
    List<String> words = List.of(line.stripLeading().split("\\s+", -1));
    if (words.size() == 1) {
      return CommandTable.ALL.stream()
          .filter(each -> begins(each.word(), words.get(0)))
          .map(each -> new Completion(whole(each), each.word(), each.help()))
          .toList();
    }
    return CommandTable.named(words.get(0))
        .filter(each -> words.size() - 2 < each.arguments().size())
        .map(each -> argument(model, line, each, words))
        .orElse(List.of());
  }

  private static List<Completion> argument(
      ScreenModel model, String line, Command command, List<String> words) {
    Argument argument = command.arguments().get(words.size() - 2);
    String last = words.getLast();
    String before = line.substring(0, line.length() - last.length());
    String after = words.size() - 1 < command.arguments().size() ? " " : "";
    return argument.values(model, words).stream()
        .filter(each -> begins(each.value(), last))
        .map(each -> new Completion(before + each.value() + after, each.value(), each.help()))
        .toList();
  }

  private static String whole(Command command) {
    return command.arguments().isEmpty() ? command.word() : command.word() + " ";
  }

  private static boolean begins(String word, String with) {
    return word.toLowerCase(Locale.ROOT).startsWith(with.toLowerCase(Locale.ROOT));
  }
}

package dev.blackstart.app.tui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys while a filter, a search or a command is being typed: those of every shell. */
final class TypingKeys {
  private TypingKeys() {}

  static Next on(ScreenModel model, Typing typing, Key key) {
    return switch (key.name()) {
      case "esc", "ctrl-c" -> Next.of(left(model, typing));
      case "enter" -> entered(model, typing);
      case "tab" -> Next.of(offered(model, typing, 1));
      case "shift-tab" -> Next.of(offered(model, typing, -1));
      case "up", "ctrl-p" -> Next.of(recalled(model, typing, 1));
      case "down", "ctrl-n" -> Next.of(recalled(model, typing, -1));
      case "backspace" ->
          Next.of(
              typing.text().isEmpty()
                  ? left(model, typing)
                  : shown(model, typing.without(typing.before(), typing.caret())));
      default -> Next.of(shown(model, edited(typing, key)));
    };
  }

  private static Typing edited(Typing typing, Key key) {
    return switch (key.name()) {
      case "delete", "ctrl-d" -> typing.without(typing.caret(), typing.behind());
      case "ctrl-u" -> typing.without(0, typing.caret());
      case "ctrl-k" -> typing.without(typing.caret(), typing.text().length());
      case "ctrl-w" -> typing.without(typing.word(), typing.caret());
      case "left", "ctrl-b" -> typing.caret(typing.before());
      case "right", "ctrl-f" -> typing.caret(typing.behind());
      case "home", "ctrl-a" -> typing.caret(0);
      case "end", "ctrl-e" -> typing.caret(typing.text().length());
      default -> key.isText() ? typing.inserted(key.text()) : typing;
    };
  }

  /** A filter works while it is typed, and a search jumps. */
  static ScreenModel shown(ScreenModel model, Typing typing) {
    ScreenModel typed = model.edit().typing(Optional.of(typing)).done();
    return switch (typing.purpose()) {
      case FILTER -> typed.top(typed.page().filtered(typing.text()));
      case SEARCH -> Searching.typed(typed, typing.text());
      case COMMAND -> typed;
    };
  }

  /** The line as one of its completions; a line without one stays. */
  static ScreenModel picked(ScreenModel model, Typing typing, int which) {
    List<Completion> all = Completion.of(model, typing);
    return which < 0 || which >= all.size()
        ? model
        : shown(model, Typing.of(typing.purpose(), all.get(which).whole()));
  }

  /** Leaving a filter or a search takes it back; leaving a command forgets it. */
  private static ScreenModel left(ScreenModel model, Typing typing) {
    ScreenModel closed = closed(model);
    return switch (typing.purpose()) {
      case FILTER -> closed.top(closed.page().filtered(""));
      case SEARCH -> closed.top(closed.page().searched(""));
      case COMMAND -> closed;
    };
  }

  private static Next entered(ScreenModel model, Typing typing) {
    ScreenModel closed = closed(model);
    String line = typing.text().strip();
    return switch (typing.purpose()) {
      case FILTER -> Next.of(closed);
      case SEARCH ->
          Next.of(line.isEmpty() || Searching.isThere(closed) ? closed : Searching.none(closed));
      case COMMAND -> line.isEmpty() ? Next.of(closed) : ran(closed, line);
    };
  }

  private static Next ran(ScreenModel model, String line) {
    List<String> all = new ArrayList<>(model.history());
    all.remove(line);
    all.add(line);
    Next next = Commands.run(model.edit().history(all).done(), line);
    List<Intent> intents = new ArrayList<>(next.intents());
    intents.add(0, new Intent.Remember(line));
    return new Next(next.model(), List.copyOf(intents));
  }

  /** One completion is taken whole; of several each in turn. */
  private static ScreenModel offered(ScreenModel model, Typing typing, int way) {
    List<Completion> all = Completion.of(model, typing);
    if (all.size() == 1) {
      return picked(model, typing, 0);
    }
    if (all.isEmpty()) {
      return model;
    }
    int from = typing.offered() < 0 && way < 0 ? 0 : typing.offered();
    int which = Math.floorMod(from + way, all.size());
    return shown(model, typing.offered(all.get(which).whole().stripTrailing(), which));
  }

  private static ScreenModel recalled(ScreenModel model, Typing typing, int further) {
    List<String> history = model.history();
    int back = typing.recalled() + further;
    if (typing.purpose() != Typing.Purpose.COMMAND || back < 0 || back > history.size()) {
      return model;
    }
    String line = back == 0 ? typing.draft() : history.get(history.size() - back);
    return shown(model, typing.recalled(line, back));
  }

  private static ScreenModel closed(ScreenModel model) {
    return model.edit().typing(Optional.empty()).done();
  }
}

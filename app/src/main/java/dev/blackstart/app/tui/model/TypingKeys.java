package dev.blackstart.app.tui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keys while a filter or a command is being typed. */
final class TypingKeys {
  private TypingKeys() {}

  static Next on(ScreenModel model, Typing typing, Key key) {
    return switch (key.name()) {
      case "esc", "ctrl-c" -> Next.of(left(model, typing));
      case "enter" -> entered(model, typing);
      case "backspace" -> Next.of(shown(model, typing, shorter(typing.text())));
      case "ctrl-u" -> Next.of(shown(model, typing, ""));
      case "tab" -> Next.of(completed(model, typing));
      case "up" -> Next.of(remembered(model, typing));
      default -> Next.of(key.isText() ? shown(model, typing, typing.text() + key.text()) : model);
    };
  }

  static ScreenModel shown(ScreenModel model, Typing typing, String text) {
    ScreenModel typed = model.edit().typing(Optional.of(typing.with(text))).done();
    return switch (typing.purpose()) {
      case FILTER -> typed.top(typed.page().filtered(text));
      case COMMAND -> typed;
    };
  }

  /** Leaving a filter takes it back; leaving a command forgets it. */
  private static ScreenModel left(ScreenModel model, Typing typing) {
    ScreenModel closed = model.edit().typing(Optional.empty()).done();
    return switch (typing.purpose()) {
      case FILTER -> closed.top(closed.page().filtered(""));
      case COMMAND -> closed;
    };
  }

  private static Next entered(ScreenModel model, Typing typing) {
    ScreenModel closed = model.edit().typing(Optional.empty()).done();
    return switch (typing.purpose()) {
      case FILTER -> Next.of(closed);
      case COMMAND -> Commands.run(remember(closed, typing.text()), typing.text().strip());
    };
  }

  private static ScreenModel remember(ScreenModel model, String text) {
    List<String> all = new ArrayList<>(model.history());
    all.remove(text);
    all.add(text);
    return model.edit().history(all).done();
  }

  private static ScreenModel completed(ScreenModel model, Typing typing) {
    return typing.purpose() == Typing.Purpose.COMMAND
        ? Commands.completion(model, typing.text())
            .map(text -> shown(model, typing, text))
            .orElse(model)
        : model;
  }

  private static ScreenModel remembered(ScreenModel model, Typing typing) {
    List<String> history = model.history();
    if (typing.purpose() != Typing.Purpose.COMMAND || history.isEmpty()) {
      return model;
    }
    int at = history.indexOf(typing.text());
    int before = at < 0 ? history.size() - 1 : Math.max(0, at - 1);
    return shown(model, typing, history.get(before));
  }

  private static String shorter(String text) {
    return text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(text.length(), -1));
  }
}

package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.model.Page.Kind;
import java.util.List;
import java.util.Optional;

/** Keys for what is read: taking it along, searching it, typing. */
final class TextKeys {
  private TextKeys() {}

  static List<Binding> all() {
    return List.of(
        Binding.of(
            "save",
            List.of("s"),
            "save",
            "Write all of it to a file, filtered or not.",
            Rooms.TEXTS,
            Taking::nothingToSave,
            Taking::save),
        Binding.of(
            "copy",
            List.of("c"),
            "copy",
            "Copy the command, the remedy or the row.",
            Rooms.EVERYWHERE,
            Taking::nothingToCopy,
            Taking::copy),
        Binding.of(
            "search",
            List.of("\\"),
            "search",
            "Go to what matches; all lines stay.",
            Rooms.TEXTS,
            model -> typed(model, Typing.Purpose.SEARCH)),
        Binding.of(
            "next-match",
            List.of("n"),
            "next",
            "To the next line that matches.",
            Rooms.TEXTS,
            Searching::nothing,
            model -> Searching.next(model, 1)),
        Binding.of(
            "previous-match",
            List.of("N"),
            "previous",
            "To the line before that matches.",
            Rooms.TEXTS,
            Searching::nothing,
            model -> Searching.next(model, -1)),
        Binding.of(
            "filter",
            List.of("/"),
            "filter",
            "Show only what matches; ! in front turns it.",
            Rooms.EVERYWHERE,
            model -> typed(model, Typing.Purpose.FILTER)),
        Binding.of(
            "command",
            List.of(":"),
            "command",
            "Type a command; Tab completes, up remembers.",
            Rooms.EVERYWHERE,
            model -> typed(model, Typing.Purpose.COMMAND)),
        Binding.of(
            "help",
            List.of("?"),
            "help",
            "The keys of this page.",
            Rooms.EVERYWHERE,
            TextKeys::alreadyHelp,
            model -> Next.of(model.opened(Page.of(Kind.HELP, model.page().kind().name())))));
  }

  private static Next typed(ScreenModel model, Typing.Purpose purpose) {
    String text =
        switch (purpose) {
          case FILTER -> model.page().filter();
          case SEARCH, COMMAND -> "";
        };
    return Next.of(Moving.typing(model, purpose, text));
  }

  private static Optional<String> alreadyHelp(ScreenModel model) {
    return model.page().kind() == Kind.HELP ? Optional.of("these are the keys") : Optional.empty();
  }
}

package dev.blackstart.app.tui.model;

import java.util.List;

/** Keys for what is read: taking it along, searching it, typing. */
final class TextKeys {
  private TextKeys() {}

  static List<Binding> all() {
    return List.of(
        Binding.of(
            "save",
            List.of("s"),
            "save",
            "Write all of this text to a file.",
            Rooms.TEXTS,
            Looking::save),
        Binding.of(
            "copy",
            List.of("c"),
            "copy",
            "Copy the row, or the remedy of what failed.",
            Rooms.EVERYWHERE,
            Looking::nothingToCopy,
            Looking::copy),
        Binding.of(
            "filter",
            List.of("/"),
            "filter",
            "Show only what matches (regular expression, ! turns it).",
            Rooms.EVERYWHERE,
            model -> Next.of(Moving.typing(model, Typing.Purpose.FILTER))),
        Binding.of(
            "command",
            List.of(":"),
            "command",
            "Type a command; Tab completes, up remembers.",
            Rooms.EVERYWHERE,
            model -> Next.of(Moving.typing(model, Typing.Purpose.COMMAND))),
        Binding.of(
            "help",
            List.of("?"),
            "help",
            "The keys of this page.",
            Rooms.EVERYWHERE,
            model -> Next.of(model.opened(Page.of(Page.Kind.HELP, model.page().kind().name())))));
  }
}

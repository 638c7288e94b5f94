package dev.blackstart.app.tui.model;

import java.util.Optional;

/** What a key does: to the line being typed, to the question on the screen, else by the table. */
final class Pressing {
  private Pressing() {}

  static Next on(ScreenModel model, Key key) {
    ScreenModel quiet = model.edit().notice(Optional.empty()).done();
    if (model.typing().isPresent()) {
      return TypingKeys.on(quiet, model.typing().get(), key);
    }
    if (model.dialog().isPresent()) {
      return DialogKeys.on(quiet, model.dialog().get(), key);
    }
    return quiet
        .habits()
        .keymap()
        .of(quiet.page().kind(), key)
        .map(binding -> use(quiet, binding, key))
        .orElseGet(() -> Next.of(quiet));
  }

  static ScreenModel pasted(ScreenModel model, String text) {
    String line = text.lines().findFirst().orElse("");
    if (model.typing().isPresent()) {
      Typing typing = model.typing().get();
      return TypingKeys.shown(model, typing.inserted(line));
    }
    return model
        .dialog()
        .filter(Dialog::takesText)
        .map(dialog -> model.asking(dialog.typed(dialog.typed() + line)))
        .orElse(model);
  }

  private static Next use(ScreenModel model, Binding binding, Key key) {
    Optional<String> because = binding.because(model);
    return because.isPresent()
        ? Next.of(model.told(binding.shown() + " " + binding.label() + ": " + because.get(), true))
        : binding.use(model, key.name());
  }
}

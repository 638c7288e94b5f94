package dev.blackstart.app.tui.model;

import java.util.Optional;

/** Keys while a question or an explanation is on the screen. */
final class DialogKeys {
  private DialogKeys() {}

  static Next on(ScreenModel model, Dialog dialog, Key key) {
    return switch (key.name()) {
      case "esc" -> Next.of(closed(model));
      case "enter" -> answered(model, dialog);
      case "left", "up", "shift-tab" -> Next.of(model.asking(dialog.cursor(dialog.cursor() - 1)));
      case "right", "down", "tab" -> Next.of(model.asking(dialog.cursor(dialog.cursor() + 1)));
      case "ctrl-c" -> Next.of(closed(model));
      case "backspace" -> Next.of(model.asking(dialog.typed(shorter(dialog.typed()))));
      default -> other(model, dialog, key);
    };
  }

  private static Next other(ScreenModel model, Dialog dialog, Key key) {
    if (dialog.mustType().isPresent()) {
      return Next.of(
          key.isText() ? model.asking(dialog.typed(dialog.typed() + key.text())) : model);
    }
    if (key.name().equals("c") && dialog.copy().isPresent()) {
      return Next.of(closed(model), new Intent.Copy(dialog.copy().get()));
    }
    if (dialog.choices().isEmpty()) {
      return Next.of(closed(model));
    }
    return switch (key.name()) {
      case "j", "l" -> Next.of(model.asking(dialog.cursor(dialog.cursor() + 1)));
      case "k", "h" -> Next.of(model.asking(dialog.cursor(dialog.cursor() - 1)));
      default -> Next.of(model);
    };
  }

  private static Next answered(ScreenModel model, Dialog dialog) {
    if (dialog.choices().isEmpty()) {
      return Next.of(closed(model));
    }
    if (!dialog.ready()) {
      return Next.of(model.told("type " + dialog.mustType().orElse("") + " first", true));
    }
    Optional<Intent> intent = dialog.choices().get(dialog.cursor()).intent();
    if (intent.isPresent() && intent.get() instanceof Intent.Leave leave) {
      return Next.of(closed(model).edit().leaving().done(), leave);
    }
    return intent.map(each -> Next.of(closed(model), each)).orElseGet(() -> Next.of(closed(model)));
  }

  private static ScreenModel closed(ScreenModel model) {
    return model.edit().dialog(Optional.empty()).done();
  }

  private static String shorter(String text) {
    return text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(text.length(), -1));
  }
}

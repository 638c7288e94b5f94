package dev.blackstart.app.tui.model;

import dev.blackstart.world.World;
import java.util.Optional;

/** Keys while a question or an explanation is on the screen. */
final class DialogKeys {
  private DialogKeys() {}

  static Next on(ScreenModel model, Dialog dialog, Key key) {
    return switch (key.name()) {
      case "esc", "ctrl-c" -> Next.of(closed(model));
      case "enter" -> answered(model, dialog);
      case "pgdn", "ctrl-f" -> Next.of(model.asking(dialog.scrolled(window(dialog))));
      case "pgup", "ctrl-b" -> Next.of(model.asking(dialog.scrolled(-window(dialog))));
      case "left", "up", "shift-tab" -> moved(model, dialog, -1);
      case "right", "down", "tab" -> moved(model, dialog, 1);
      default ->
          dialog.takesText()
              ? Next.of(model.asking(dialog.typed(typed(dialog.typed(), key))))
              : letter(model, dialog, key);
    };
  }

  private static String typed(String text, Key key) {
    return switch (key.name()) {
      case "backspace" ->
          text.isEmpty() ? text : text.substring(0, text.offsetByCodePoints(text.length(), -1));
      case "ctrl-u" -> "";
      default -> key.isText() ? text + key.text() : text;
    };
  }

  private static Next letter(ScreenModel model, Dialog dialog, Key key) {
    boolean copies =
        model
            .habits()
            .keymap()
            .named("copy")
            .filter(b -> b.keys().contains(key.name()))
            .isPresent();
    if (copies && dialog.copy().isPresent()) {
      return Next.of(closed(model), new Intent.Copy(dialog.copy().get()));
    }
    return switch (key.name()) {
      case "j" -> moved(model, dialog, 1);
      case "k" -> moved(model, dialog, -1);
      case "g", "home" -> Next.of(model.asking(dialog.scrolled(-Integer.MAX_VALUE)));
      case "G", "end" -> Next.of(model.asking(dialog.scrolled(Integer.MAX_VALUE)));
      case "space" -> Next.of(model.asking(dialog.scrolled(window(dialog))));
      default -> Next.of(dialog.choices().isEmpty() ? closed(model) : model);
    };
  }

  /** Among answers the cursor moves, an explanation moves itself. */
  private static Next moved(ScreenModel model, Dialog dialog, int by) {
    return Next.of(
        model.asking(
            dialog.choices().isEmpty()
                ? dialog.scrolled(by)
                : dialog.cursor(dialog.cursor() + by)));
  }

  private static int window(Dialog dialog) {
    return Math.max(1, dialog.shown().window() - 1);
  }

  private static Next answered(ScreenModel model, Dialog dialog) {
    if (dialog.choices().isEmpty()) {
      return Next.of(closed(model));
    }
    if (!dialog.ready(dialog.cursor())) {
      return Next.of(model.told("type " + dialog.mustType().orElse("it") + " first", true));
    }
    boolean typedInVain =
        dialog.cursor() == 0 && !dialog.typed().isEmpty() && dialog.choices().size() > 1;
    if (typedInVain) {
      return Next.of(
          closed(model)
              .told(
                  "nothing was done: the cursor was on " + dialog.choices().get(0).label(), false));
    }
    Optional<Intent> intent = dialog.choices().get(dialog.cursor()).intent();
    return intent
        .map(each -> taken(closed(model), dialog, each))
        .orElseGet(() -> Next.of(closed(model)));
  }

  private static Next taken(ScreenModel model, Dialog dialog, Intent intent) {
    if (intent instanceof Intent.Leave leave) {
      return Next.of(model.edit().leaving().done(), leave);
    }
    if (intent instanceof Intent.Unseal) {
      return Next.of(model, new Intent.Unseal(dialog.typed().strip()));
    }
    boolean live = model.run().filter(run -> run.world() == World.Kind.LIVE).isPresent();
    return intent instanceof Intent.Abort && live && dialog.mustType().isEmpty()
        ? Commands.askAbort(model)
        : Next.of(model, intent);
  }

  private static ScreenModel closed(ScreenModel model) {
    return model.edit().dialog(Optional.empty()).done();
  }
}

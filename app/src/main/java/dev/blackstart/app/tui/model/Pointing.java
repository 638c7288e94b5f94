package dev.blackstart.app.tui.model;

import java.util.Optional;

/** What the mouse does: the first click on a row puts the cursor there, the next opens it. */
final class Pointing {
  private Pointing() {}

  static Next at(ScreenModel told, Spot spot) {
    ScreenModel model = told.edit().notice(Optional.empty()).done();
    return switch (spot) {
      case Spot.Shortcut shortcut -> Pressing.on(model, new Key(shortcut.key()));
      case Spot.Answer answer ->
          model
              .dialog()
              .map(dialog -> answer(model, dialog, answer.choice()))
              .orElse(Next.of(model));
      case Spot.Candidate candidate ->
          Next.of(
              model
                  .typing()
                  .map(typing -> TypingKeys.picked(model, typing, candidate.index()))
                  .orElse(model));
      case Spot.Row row -> busy(model) ? Next.of(model) : row(model, row);
      case Spot.Panel panel -> busy(model) ? Next.of(model) : Moving.to(model, panel.panel());
      case Spot.Tab tab -> busy(model) ? Next.of(model) : Moving.to(model, tab.tab());
    };
  }

  /** Whether something lies over the page, or is being typed. */
  private static boolean busy(ScreenModel model) {
    return model.dialog().isPresent() || model.typing().isPresent();
  }

  private static Next answer(ScreenModel model, Dialog dialog, int choice) {
    return dialog.cursor() == choice
        ? DialogKeys.on(model, dialog, new Key("enter"))
        : Next.of(model.asking(dialog.cursor(choice)));
  }

  private static Next row(ScreenModel model, Spot.Row row) {
    Page page = model.page();
    if (Reading.isText(model)) {
      return again(model, row)
          ? Pressing.on(model, new Key(model.habits().keymap().shown("open")))
          : Next.of(model.top(page.at(row.id())));
    }
    Page there =
        page.kind() == Page.Kind.RUN && page.panel() != row.panel()
            ? page.panel(row.panel())
            : page;
    return again(model, row)
        ? Pressing.on(model, new Key(model.habits().keymap().shown("open")))
        : Next.of(model.top(there.at(row.id())));
  }

  /** Whether the cursor is where the mouse is. */
  private static boolean again(ScreenModel model, Spot.Row row) {
    Page page = model.page();
    boolean samePanel = page.kind() != Page.Kind.RUN || page.panel() == row.panel();
    if (Reading.isText(model)) {
      return Place.of(page.cursor())
          .map(Place::number)
          .equals(Place.of(row.id()).map(Place::number));
    }
    return samePanel && page.cursor().equals(row.id());
  }

  static Next wheeled(ScreenModel model, int rows) {
    if (model.typing().isPresent()) {
      return Next.of(model);
    }
    return model
        .dialog()
        .map(dialog -> Next.of(model.asking(dialog.scrolled(rows))))
        .orElseGet(() -> Moving.by(model, rows));
  }
}

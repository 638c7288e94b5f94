package dev.blackstart.app.tui.model;

/** How the screen serves its operator: the mouse, long lines. */
final class Serving {
  private Serving() {}

  static Next mouse(ScreenModel model, boolean on) {
    ScreenModel now = model.edit().habits(model.habits().mouse(on)).done();
    String text =
        on
            ? "the mouse is ours; with Shift the terminal selects"
            : "the mouse is the terminal's again";
    return Next.of(now.told(text, false), new Intent.Mouse(on));
  }

  static Next wrap(ScreenModel model) {
    boolean on = !model.habits().wraps();
    ScreenModel now = model.edit().habits(model.habits().wraps(on)).done();
    return Next.of(
        now.top(now.page().aside(0))
            .told(on ? "long lines are wrapped" : "long lines are cut", false));
  }
}

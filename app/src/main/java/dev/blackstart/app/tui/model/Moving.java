package dev.blackstart.app.tui.model;

import java.util.List;
import java.util.Optional;

/** Moving about: the cursor in a list, a text along its lines, pages back. */
final class Moving {
  /** Rows of the screen that no list fills: title, rules, footer. */
  private static final int FRAME = 5;

  private Moving() {}

  static int page(ScreenModel model) {
    return Math.max(1, model.rows() - FRAME);
  }

  /** Moves the cursor down by so many rows; in a text, towards its end. */
  static Next by(ScreenModel model, int rows) {
    List<String> ids = Rows.of(model);
    Page page = model.page();
    if (ids.isEmpty()) {
      return Next.of(model.top(page.scrolled(page.back() - rows)));
    }
    int at = Math.clamp(Rows.cursor(model) + (long) rows, 0, ids.size() - 1);
    return Next.of(model.top(page.at(ids.get(at))));
  }

  static Next first(ScreenModel model) {
    List<String> ids = Rows.of(model);
    return Next.of(
        ids.isEmpty()
            ? model.top(model.page().scrolled(Integer.MAX_VALUE))
            : model.top(model.page().at(ids.get(0))));
  }

  static Next last(ScreenModel model) {
    List<String> ids = Rows.of(model);
    return Next.of(
        ids.isEmpty()
            ? model.top(model.page().scrolled(0))
            : model.top(model.page().at(ids.get(ids.size() - 1))));
  }

  static Next panel(ScreenModel model) {
    return Next.of(
        model.page().kind() == Page.Kind.RUN
            ? model.top(model.page().panel(1 - model.page().panel()))
            : model);
  }

  /** A filter goes first, the page after it. */
  static Next back(ScreenModel model) {
    return Next.of(
        model.page().filter().isEmpty() ? model.back() : model.top(model.page().filtered("")));
  }

  static ScreenModel typing(ScreenModel model, Typing.Purpose purpose) {
    String text = purpose == Typing.Purpose.FILTER ? model.page().filter() : "";
    return model.edit().typing(Optional.of(new Typing(purpose, text))).done();
  }
}

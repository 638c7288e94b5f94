package dev.blackstart.app.tui.model;

import java.util.List;
import java.util.Optional;

/** Moving about: the cursor in a list or a text, panels and tabs, pages back. */
final class Moving {
  /** Rows of the screen that no list fills, as long as nothing was painted. */
  private static final int FRAME = 5;

  /** Columns a text moves aside at once. */
  private static final int STEP = 16;

  private Moving() {}

  /** Moves the cursor down by so many rows. */
  static Next by(ScreenModel model, long rows) {
    return Reading.isText(model) ? lines(model, rows) : rows(model, rows);
  }

  private static Next rows(ScreenModel model, long rows) {
    List<String> ids = Rows.of(model);
    if (ids.isEmpty()) {
      return Next.of(model);
    }
    int at = (int) Math.clamp(Rows.cursor(model) + rows, 0, ids.size() - 1);
    return Next.of(model.top(model.page().at(ids.get(at))));
  }

  private static Next lines(ScreenModel model, long lines) {
    Text text = Reading.of(model);
    if (text.size() == 0) {
      return Next.of(model);
    }
    long to = Reading.cursor(model, text) + lines;
    if (Reading.isLog(model) && to >= text.size()) {
      return Next.of(model.top(model.page().at("")));
    }
    int at = (int) Math.clamp(to, 0, text.size() - 1);
    return Next.of(model.top(Reading.at(model, text, at)));
  }

  /** Moves the cursor and what is in sight by a screen. */
  static Next screen(ScreenModel model, int screens) {
    Shown shown = model.page().shown();
    int window = shown.window() > 0 ? shown.window() : Math.max(1, model.rows() - FRAME);
    long rows = (long) screens * window;
    ScreenModel moved = by(model, rows).model();
    return Next.of(moved.top(moved.page().shown(new Shown(first(model, shown, rows), window))));
  }

  /** Rows are counted as the filter leaves them, lines of a text by their numbers. */
  private static long first(ScreenModel model, Shown shown, long rows) {
    if (!Reading.isText(model)) {
      return Math.max(0, shown.first() + rows);
    }
    Text text = Reading.of(model);
    if (text.size() == 0) {
      return 0;
    }
    long at = Math.clamp(text.at(shown.first()) + rows, 0, text.size() - 1L);
    return text.line((int) at).number();
  }

  static Next first(ScreenModel model) {
    return by(model, -Integer.MAX_VALUE);
  }

  static Next last(ScreenModel model) {
    return by(model, Integer.MAX_VALUE);
  }

  /** Why the cursor cannot be moved. */
  static Optional<String> nowhere(ScreenModel model) {
    boolean empty =
        Reading.isText(model) ? Reading.of(model).size() == 0 : Rows.of(model).isEmpty();
    return empty ? Optional.of("there is nothing here yet") : Optional.empty();
  }

  /** Moves a text aside by so many steps. */
  static Next aside(ScreenModel model, int steps) {
    Page page = model.page();
    return Next.of(model.top(page.aside(page.aside() + steps * STEP)));
  }

  static Optional<String> wrapped(ScreenModel model) {
    String key = model.habits().keymap().shown("wrap");
    return model.habits().wraps()
        ? Optional.of("long lines are wrapped; " + key + " cuts them")
        : Optional.empty();
  }

  static Optional<String> notAside(ScreenModel model) {
    return wrapped(model)
        .or(
            () ->
                model.page().aside() == 0
                    ? Optional.of("the beginning of the lines is in sight")
                    : Optional.empty());
  }

  /** Panels or tabs of the page on top; 1 where there is only one. */
  static int panels(ScreenModel model) {
    return switch (model.page().kind()) {
      case RUN -> 2;
      case NODE -> Page.TABS;
      case CLUSTERS,
          SERVICE,
          PHASE,
          FLUX,
          APPLICATIONS,
          CRDS,
          LOG,
          JOURNAL,
          FINDINGS,
          REPORT,
          RUNS,
          CLUSTER,
          PLAN,
          FROM,
          HELP ->
          1;
    };
  }

  static Optional<String> onePanel(ScreenModel model) {
    return panels(model) == 1 ? Optional.of("this page is in one piece") : Optional.empty();
  }

  /** To the panel or tab that is so many further, round the end. */
  static Next panel(ScreenModel model, int further) {
    return to(model, Math.floorMod(model.page().panel() + further, panels(model)));
  }

  /** To a panel or tab, from 0. */
  static Next to(ScreenModel model, int panel) {
    if (panel >= panels(model)) {
      return Next.of(model.told("there are " + panels(model) + " here", true));
    }
    return Next.of(panel == model.page().panel() ? model : model.top(model.page().panel(panel)));
  }

  static Optional<String> noWayBack(ScreenModel model) {
    Page page = model.page();
    boolean first = model.pages().size() == 1 && page.filter().isEmpty() && page.search().isEmpty();
    return first ? Optional.of("this is the first page") : Optional.empty();
  }

  /** What is searched for goes first, then the filter, then the page. */
  static Next back(ScreenModel model) {
    Page page = model.page();
    if (!page.search().isEmpty()) {
      return Next.of(model.top(page.searched("")));
    }
    return Next.of(page.filter().isEmpty() ? model.back() : model.top(page.filtered("")));
  }

  static ScreenModel typing(ScreenModel model, Typing.Purpose purpose, String text) {
    return model.edit().typing(Optional.of(Typing.of(purpose, text))).done();
  }
}

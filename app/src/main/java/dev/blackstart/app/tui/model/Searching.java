package dev.blackstart.app.tui.model;

import java.util.Optional;

/** Jumping between the lines of a text that hold what is searched for. */
final class Searching {
  private Searching() {}

  static Optional<String> nothing(ScreenModel model) {
    String key = model.habits().keymap().shown("search");
    return model.page().search().isEmpty()
        ? Optional.of("nothing is searched for; " + key + " begins")
        : Optional.empty();
  }

  /** To the next line that matches, or with -1 to the one before, round the end. */
  static Next next(ScreenModel model, int way) {
    Text text = Reading.of(model);
    int from = Reading.cursor(model, text);
    return Next.of(
        found(model, text, from + way, way)
            .map(at -> told(model.top(Reading.at(model, text, at)), from, at, way))
            .orElseGet(() -> none(model)));
  }

  /** While it is typed: the line under the cursor, else the next; in a log that is followed up. */
  static ScreenModel typed(ScreenModel model, String what) {
    ScreenModel searching = model.top(model.page().searched(what));
    if (what.isEmpty()) {
      return searching;
    }
    Text text = Reading.of(searching);
    int way = Reading.follows(searching) ? -1 : 1;
    return found(searching, text, Reading.cursor(searching, text), way)
        .map(at -> searching.top(Reading.at(searching, text, at)))
        .orElse(searching);
  }

  /** Whether anything on the page matches what is searched for. */
  static boolean isThere(ScreenModel model) {
    Text text = Reading.of(model);
    return found(model, text, Math.max(0, Reading.cursor(model, text)), 1).isPresent();
  }

  private static Optional<Integer> found(ScreenModel model, Text text, int from, int way) {
    Filter search = Filter.parse(model.page().search());
    for (int step = 0; step < text.size(); step++) {
      int at = Math.floorMod(from + step * way, text.size());
      if (!search.ranges(text.line(at).text()).isEmpty()) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static ScreenModel told(ScreenModel model, int from, int at, int way) {
    if (way > 0 && at <= from) {
      return model.told("the end was passed: on from the beginning", false);
    }
    return way < 0 && at >= from
        ? model.told("the beginning was passed: on from the end", false)
        : model;
  }

  static ScreenModel none(ScreenModel model) {
    return model.told("nothing here matches " + model.page().search(), true);
  }
}

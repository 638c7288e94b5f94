package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Binding;
import dev.blackstart.app.tui.model.Rows;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Spot;
import java.util.List;
import java.util.Optional;

/** The keys of a page, from the one table; one that cannot be used now says why. */
final class HelpView {
  /** Columns the keys of one entry take at most; digits are told by the first and the last. */
  private static final int KEYS = 20;

  private static final int LABEL = 11;

  private HelpView() {}

  static void paint(ScreenModel model, Pane pane) {
    List<Binding> bindings = Rows.keys(model);
    if (bindings.isEmpty()) {
      pane.row(0).to(1).put("no key matches", Tone.QUIET);
      return;
    }
    int cursor = Rows.cursor(model);
    int window = pane.rows();
    int first = Scrolling.first(model, pane, bindings.size(), window);
    for (int i = 0; i < window && first + i < bindings.size(); i++) {
      Binding binding = bindings.get(first + i);
      row(binding, Rows.because(model, binding), pane.row(i));
      pane.spot(i, new Spot.Row(0, binding.name()));
      if (first + i == cursor) {
        pane.choose(i);
      }
    }
  }

  private static void row(Binding binding, Optional<String> because, Pen pen) {
    boolean off = because.isPresent();
    pen.to(1).put(keys(binding), off ? Tone.QUIET : Tone.KEY, KEYS - 2);
    pen.to(KEYS).put(binding.label(), off ? Tone.QUIET : Tone.STRONG, LABEL - 1);
    pen.to(KEYS + LABEL);
    pen.put(
        because.map(why -> "not now: " + why).orElse(binding.help()), off ? Tone.QUIET : Tone.TEXT);
  }

  private static String keys(Binding binding) {
    List<String> keys = List.copyOf(binding.keys());
    return keys.size() > 4 ? keys.getFirst() + " to " + keys.getLast() : String.join(" ", keys);
  }
}

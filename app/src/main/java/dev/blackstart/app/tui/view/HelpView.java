package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Binding;
import dev.blackstart.app.tui.model.Bindings;
import dev.blackstart.app.tui.model.Page;
import java.util.List;

/** The keys of a page, from the one table. */
final class HelpView {
  private HelpView() {}

  static void paint(Page.Kind page, int back, Pane pane) {
    List<Binding> bindings = Bindings.on(page);
    int last = Math.max(0, bindings.size() - pane.rows());
    int first = Math.clamp(last - (long) back, 0, last);
    for (int i = 0; i < pane.rows() && first + i < bindings.size(); i++) {
      Binding binding = bindings.get(first + i);
      Pen pen = pane.row(i).to(1).put(String.join(" ", binding.keys()), Tone.KEY, 20);
      pen.to(22).put(binding.label(), Tone.STRONG, 12).to(35).put(binding.help(), Tone.TEXT);
    }
  }
}

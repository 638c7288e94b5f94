package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Dialog;
import java.util.ArrayList;
import java.util.List;

/** A question or an explanation in a frame over the page. */
final class DialogView {
  private DialogView() {}

  static void paint(Dialog dialog, Pane whole) {
    int width = Math.min(whole.columns() - 4, 100);
    List<String> lines = new ArrayList<>();
    dialog.lines().forEach(line -> lines.addAll(Wrapping.of(line, width - 4, 4)));
    int rows = lines.size() + 2 + (dialog.mustType().isPresent() ? 1 : 0) + dialog.choices().size();
    int height = Math.min(rows, whole.rows() - 2);
    int top = Math.max(1, (whole.rows() - height) / 3);
    Pane frame = whole.part((whole.columns() - width) / 2, top, width, height);
    frame.clear();
    Glyphs signs = whole.signs();
    for (int side = 1; side < height - 1; side++) {
      frame.row(side).put(signs.down(), Tone.EDGE).right(signs.down(), Tone.EDGE);
    }
    frame.row(0).rule(signs.across(), Tone.EDGE);
    frame.row(0).to(2).put(" " + dialog.title() + " ", Tone.TITLE);
    int row = 1;
    for (String line : lines) {
      frame.row(row++).to(2).put(line, Tone.TEXT);
    }
    if (dialog.mustType().isPresent()) {
      frame.row(row++).to(2).put("> ", Tone.KEY).put(dialog.typed() + signs.full(), Tone.STRONG);
    }
    for (int i = 0; i < dialog.choices().size(); i++) {
      boolean off =
          i > 0 && dialog.mustType().filter(word -> !word.equals(dialog.typed())).isPresent();
      frame.row(row).to(4).put(dialog.choices().get(i).label(), off ? Tone.QUIET : Tone.TEXT);
      if (i == dialog.cursor()) {
        frame.choose(row);
      }
      row++;
    }
    frame.row(height - 1).rule(signs.across(), Tone.EDGE);
  }
}

package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Dialog;
import dev.blackstart.app.tui.model.Shown;
import dev.blackstart.app.tui.model.Spot;
import java.util.ArrayList;
import java.util.List;

/** A question or an explanation in a box over the page. What is too long for it can be scrolled. */
final class DialogView {
  private static final int WIDEST = 100;
  private static final int AIR = 4;

  /** Words of a label before which a wrapped line goes on: {@code because }. */
  private static final int LABEL = 9;

  private DialogView() {}

  static void paint(Dialog dialog, Pane whole) {
    int widest = Math.min(whole.columns() - 2, WIDEST);
    int width = Math.clamp(widest(dialog) + AIR, Math.min(widest, 44), widest);
    List<String> lines = new ArrayList<>();
    dialog.lines().forEach(line -> lines.addAll(wrapped(line, width - AIR)));
    int answers = dialog.choices().size() + (dialog.takesText() ? 1 : 0);
    int room = Math.max(1, whole.rows() - 4 - answers);
    int text = Math.min(lines.size(), room);
    int height = Math.min(text + answers + 2, whole.rows() - 2);
    int top = Math.max(1, (whole.rows() - height) / 3);
    Pane box = whole.part((whole.columns() - width) / 2, top, width, height);
    box.clear();
    int first = (int) Math.clamp(dialog.shown().first(), 0, lines.size() - text);
    box.shows(new Shown(first, text));
    for (int i = 0; i < text; i++) {
      box.row(1 + i).to(2).put(lines.get(first + i), Tone.TEXT, width - AIR);
    }
    answers(dialog, box, 1 + text);
    frame(dialog.title(), box);
    if (lines.size() > text) {
      String part = " " + (first + 1) + "-" + (first + text) + " of " + lines.size() + " ";
      box.row(height - 1).to(width - Columns.of(part) - 2).put(part, Tone.QUIET);
    }
  }

  private static int widest(Dialog dialog) {
    int widest = Columns.of(dialog.title()) + 2;
    for (String line : dialog.lines()) {
      widest = Math.max(widest, Columns.of(line));
    }
    for (Dialog.Choice choice : dialog.choices()) {
      widest = Math.max(widest, Columns.of(choice.label()) + 2);
    }
    return widest;
  }

  /** What goes on stands below where it began, behind its label when it has one. */
  private static List<String> wrapped(String line, int columns) {
    String text = line.stripLeading();
    int indent = line.length() - text.length();
    int gap = text.indexOf("  ");
    int label =
        gap > 0 && gap < LABEL
            ? gap + text.substring(gap).length() - text.substring(gap).stripLeading().length()
            : 0;
    List<String> all = new ArrayList<>();
    String head = text.substring(0, label);
    for (String part :
        Wrapping.whole(text.substring(label), Math.max(8, columns - indent - label))) {
      all.add(" ".repeat(indent) + (all.isEmpty() ? head : " ".repeat(label)) + part);
    }
    return all.isEmpty() ? List.of("") : all;
  }

  private static void answers(Dialog dialog, Pane box, int from) {
    int row = from;
    if (dialog.takesText()) {
      Pen pen = box.row(row++).to(2).put("> ", Tone.KEY);
      pen.put(end(dialog.inSight(), pen.left() - 3), Tone.STRONG);
      pen.put(box.signs().full(), Tone.KEY);
    }
    for (int i = 0; i < dialog.choices().size(); i++) {
      Tone tone = dialog.ready(i) ? Tone.TEXT : Tone.QUIET;
      box.row(row).to(4).put(dialog.choices().get(i).label(), tone, box.columns() - AIR - 2);
      box.spot(2, row, box.columns() - AIR, new Spot.Answer(i));
      if (i == dialog.cursor()) {
        box.row(row).to(2).put(">", Tone.KEY);
        box.choose(2, row, box.columns() - AIR);
      }
      row++;
    }
  }

  /** The end of a text, so that the place where typing goes on is in sight. */
  static String end(String text, int columns) {
    int from = 0;
    while (Columns.of(text.substring(from)) > columns) {
      from = text.offsetByCodePoints(from, 1);
    }
    return text.substring(from);
  }

  private static void frame(String title, Pane box) {
    Glyphs signs = box.signs();
    int last = box.rows() - 1;
    for (int row : new int[] {0, last}) {
      box.row(row).rule(signs.across(), Tone.EDGE);
    }
    for (int side = 1; side < last; side++) {
      box.row(side).put(signs.down(), Tone.EDGE).right(signs.down(), Tone.EDGE);
    }
    List<String> corners = signs.corners();
    box.row(0).put(corners.get(0), Tone.EDGE).right(corners.get(1), Tone.EDGE);
    box.row(last).put(corners.get(2), Tone.EDGE).right(corners.get(3), Tone.EDGE);
    box.row(0).to(2).put(" " + title + " ", Tone.TITLE, box.columns() - AIR);
  }
}

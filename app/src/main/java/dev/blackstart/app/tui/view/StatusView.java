package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Filter;
import dev.blackstart.app.tui.model.Reading;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Text;
import dev.blackstart.app.tui.model.Times;
import java.util.ArrayList;
import java.util.List;

/** In the rule above the footer: how far a text was read, whether it goes on, how old it is. */
final class StatusView {
  /** A few words and what they mean. */
  private record Word(String text, Tone tone) {}

  private StatusView() {}

  static void paint(ScreenModel model, Pane pane) {
    if (!Reading.isText(model)) {
      return;
    }
    List<Word> words = words(model, Reading.of(model));
    int width = words.stream().mapToInt(word -> Columns.of(word.text()) + 3).sum();
    if (words.isEmpty() || width + 4 > pane.columns()) {
      return;
    }
    Pen pen = pane.row(0).to(pane.columns() - width - 1);
    for (int i = 0; i < words.size(); i++) {
      pen.put(i == 0 ? " " : pane.signs().dot() + " ", Tone.EDGE);
      pen.put(words.get(i).text() + " ", words.get(i).tone());
    }
  }

  private static List<Word> words(ScreenModel model, Text text) {
    List<Word> words = new ArrayList<>();
    if (Reading.isLog(model)) {
      words.add(moves(model, text));
      long dropped = Reading.tail(model).dropped();
      if (dropped > 0) {
        words.add(new Word(dropped + " older lines were not kept", Tone.WAITS));
      }
    }
    Reading.old(model)
        .ifPresent(
            age -> words.add(new Word("seen " + Times.of(age.toMillis()) + " ago", Tone.STALE)));
    if (text.size() > 0) {
      words.add(new Word(where(model, text), Tone.QUIET));
    }
    return words;
  }

  private static Word moves(ScreenModel model, Text text) {
    if (!Reading.follows(model)) {
      long unseen = Reading.unseen(model, text);
      return new Word(unseen > 0 ? "paused, " + unseen + " new" : "paused", Tone.WAITS);
    }
    return Reading.comes(model)
        ? new Word("following", Tone.ACTIVE)
        : new Word("no more lines come", Tone.QUIET);
  }

  private static String where(ScreenModel model, Text text) {
    boolean all = Filter.parse(model.page().filter()).isAll();
    if (Reading.pointed(model, text) && !Reading.follows(model)) {
      String there = "line " + (Reading.cursor(model, text) + 1) + " of " + text.size();
      return all ? there : there + " that match";
    }
    return all ? text.size() + " lines" : text.size() + " of " + text.all() + " lines match";
  }
}

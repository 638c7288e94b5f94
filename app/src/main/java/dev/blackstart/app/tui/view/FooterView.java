package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Binding;
import dev.blackstart.app.tui.model.Bindings;
import dev.blackstart.app.tui.model.Dialog;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Typing;
import java.util.ArrayList;
import java.util.List;

/** The keys that apply now; or what is being typed; or the answer to the last key. */
final class FooterView {
  private static final List<String> FIRST = List.of("help", "filter", "command", "open", "back");

  private FooterView() {}

  static void paint(ScreenModel model, Pane pane) {
    Pen pen = pane.row(0).to(1);
    if (model.typing().isPresent()) {
      Typing typing = model.typing().get();
      pen.put(typing.purpose().prompt(), Tone.KEY).put(typing.text(), Tone.STRONG);
      pen.put(pane.signs().full(), Tone.KEY);
    } else if (model.notice().isPresent()) {
      Msg.Told told = model.notice().get();
      pen.put(told.text(), told.bad() ? Tone.WAITS : Tone.GOOD);
    } else if (model.dialog().isPresent()) {
      dialog(model.dialog().get(), pen);
    } else {
      keys(model, pen);
    }
    if (!model.page().filter().isEmpty() && model.typing().isEmpty()) {
      pen.right("/" + model.page().filter() + " ", Tone.KEY);
    }
  }

  private static void keys(ScreenModel model, Pen pen) {
    for (Binding binding : shown(model)) {
      String text = binding.shown() + " " + binding.label();
      if (Columns.of(text) + 2 > pen.left()) {
        break;
      }
      boolean off = binding.disabled().apply(model).isPresent();
      pen.put(binding.shown(), off ? Tone.QUIET : Tone.KEY);
      pen.put(" " + binding.label() + "  ", off ? Tone.QUIET : Tone.TEXT);
    }
  }

  /** Help first, then the page's own keys that can be used, then those that cannot. */
  private static List<Binding> shown(ScreenModel model) {
    List<Binding> all = Bindings.on(model.page().kind());
    List<Binding> shown = new ArrayList<>();
    FIRST.forEach(
        name -> all.stream().filter(each -> each.name().equals(name)).forEach(shown::add));
    all.stream()
        .filter(each -> !each.everywhere())
        .filter(each -> !shown.contains(each))
        .filter(each -> each.disabled().apply(model).isEmpty())
        .forEach(shown::add);
    all.stream().filter(each -> each.name().equals("quit")).forEach(shown::add);
    return shown;
  }

  private static void dialog(Dialog dialog, Pen pen) {
    pen.put("esc", Tone.KEY).put(" close  ", Tone.TEXT);
    if (!dialog.choices().isEmpty()) {
      pen.put("tab", Tone.KEY).put(" choose  ", Tone.TEXT);
      pen.put("enter", Tone.KEY).put(" take  ", Tone.TEXT);
    }
    dialog.copy().ifPresent(copy -> pen.put("c", Tone.KEY).put(" copy  ", Tone.TEXT));
  }
}

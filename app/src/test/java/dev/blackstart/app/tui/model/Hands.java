package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.ScriptedRun;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.app.tui.view.Painter;
import dev.blackstart.app.tui.view.Sheet;
import dev.blackstart.world.World;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** An operator's hands on a screen that is painted after each touch, as the loop does it. */
final class Hands {
  private static final Painter PAINTER = new Painter(Glyphs.UNICODE, ZoneOffset.UTC);

  private ScreenModel model;
  private Sheet sheet;
  private final List<Intent> intents = new ArrayList<>();

  private Hands(ScreenModel model) {
    this.model = model;
    paint();
  }

  static Hands on(ScreenModel model) {
    return new Hands(model);
  }

  /** On a live run in its middle, at a size. */
  static Hands onRun(int columns, int rows) {
    return on(run(columns, rows, ScriptedRun.inTheMiddle(World.Kind.LIVE), true));
  }

  static ScreenModel run(int columns, int rows, ScriptedRun run, boolean commander) {
    ScreenModel model = ScreenModel.opening(columns, rows, run.now(), false);
    model = model.after(new Msg.Attached(commander)).model();
    return model.after(new Msg.Happened(run.events())).model();
  }

  Hands press(String... keys) {
    for (String key : keys) {
      tell(new Msg.Pressed(new Key(key)));
    }
    return this;
  }

  Hands type(String text) {
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(each -> press(each.equals(" ") ? "space" : each));
    return this;
  }

  /** Clicks on the first place where a text stands. */
  Hands click(String text) {
    for (int row = 0; row < sheet.area().rows(); row++) {
      int column = sheet.row(row).indexOf(text);
      if (column >= 0) {
        return click(column, row);
      }
    }
    throw new AssertionError(text + " is not on the screen\n" + sheet.text());
  }

  Hands click(int column, int row) {
    sheet.spot(column, row).ifPresent(spot -> tell(new Msg.Clicked(spot)));
    return this;
  }

  Hands tell(Msg msg) {
    Next next = model.after(msg);
    model = next.model();
    intents.addAll(next.intents());
    paint();
    return this;
  }

  private void paint() {
    sheet = PAINTER.paint(model);
    model = model.after(new Msg.Painted(sheet.shown())).model();
  }

  ScreenModel model() {
    return model;
  }

  Sheet sheet() {
    return sheet;
  }

  String screen() {
    return sheet.text();
  }

  /** The lowest row: keys, what is typed, or the last answer. */
  String footer() {
    return sheet.row(sheet.area().rows() - 1);
  }

  /** What was asked for since the last time. */
  List<Intent> intents() {
    List<Intent> all = List.copyOf(intents);
    intents.clear();
    return all;
  }
}

package dev.blackstart.app.tui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.blackstart.app.tui.model.Key;
import dev.blackstart.app.tui.model.Msg;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.view.Area;
import dev.blackstart.app.tui.view.Glyphs;
import dev.blackstart.app.tui.view.Painter;
import dev.blackstart.run.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;

/**
 * Golden frames: what a screen looks like, kept as text. After a wanted change they are written
 * anew with {@code -Dblackstart.frames=write}, and looked at.
 */
public final class Frames {
  public static final Area SMALL = new Area(80, 24);
  public static final Area MIDDLE = new Area(160, 45);
  public static final Area LARGE = new Area(220, 60);

  private Frames() {}

  /** The run at the sizes everybody has, 80x24 and 160x45, after these keys. */
  public static void golden(String name, ScriptedRun run, String... keys) {
    golden(name, area -> watching(area, run, keys), SMALL, MIDDLE);
  }

  /** A screen at some sizes; each frame is called after its columns. */
  public static void golden(String name, Function<Area, ScreenModel> screen, Area... areas) {
    for (Area area : areas) {
      golden(name + "-" + area.columns(), screen.apply(area));
    }
  }

  /** One screen as it is. */
  public static void golden(String name, ScreenModel model) {
    golden(name, model, Glyphs.UNICODE);
  }

  /** One screen in these signs. */
  public static void golden(String name, ScreenModel model, Glyphs signs) {
    String frame = text(model, signs);
    Path golden =
        Path.of(System.getProperty("blackstart.root"))
            .resolve("app/src/test/resources/frames")
            .resolve(name + ".txt");
    try {
      if ("write".equals(System.getProperty("blackstart.frames"))) {
        Files.createDirectories(golden.getParent());
        Files.writeString(golden, frame);
      }
      assertEquals(Files.readString(golden), frame, name);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** What is seen of a screen. */
  public static String text(ScreenModel model, Glyphs signs) {
    return new Painter(signs, ZoneOffset.UTC).paint(model).text();
  }

  /** The screen of one who commands this run, after these keys. */
  public static ScreenModel watching(Area area, ScriptedRun run, String... keys) {
    ScreenModel model =
        ScreenModel.opening(area.columns(), area.rows(), run.now(), false)
            .after(new Msg.Attached(true))
            .model();
    return pressing(model.after(new Msg.Happened(run.events())).model(), keys);
  }

  /** The screen of one who commands a run of which this has happened. */
  public static ScreenModel watching(Area area, List<Event> events) {
    Event.Stamp last = events.getLast().stamp();
    ScreenModel model =
        ScreenModel.opening(area.columns(), area.rows(), last.at(), false)
            .after(new Msg.Attached(true))
            .model();
    return model.after(new Msg.Happened(events)).model();
  }

  /** The same screen after these keys. */
  public static ScreenModel pressing(ScreenModel model, String... keys) {
    return after(
        model, List.of(keys).stream().<Msg>map(key -> new Msg.Pressed(new Key(key))).toList());
  }

  /** The same screen after these messages; what they would have done is not done. */
  public static ScreenModel after(ScreenModel model, List<Msg> told) {
    ScreenModel now = model;
    for (Msg msg : told) {
      now = now.after(msg).model();
    }
    return now;
  }
}

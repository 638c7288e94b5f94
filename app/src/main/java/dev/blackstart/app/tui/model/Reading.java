package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Document;
import java.time.Duration;
import java.util.Optional;

/** A text page as it is read: its lines, where the cursor is, whether it follows its end. */
public final class Reading {
  /** Wall time after which what was looked up is called old; it is looked at every two seconds. */
  public static final Duration WATCH = Duration.ofSeconds(10);

  /** A text begins with its first line in sight, and the cursor on something near it. */
  private static final int NEAR = 8;

  private Reading() {}

  /** Whether the page on top is read line by line. */
  public static boolean isText(ScreenModel model) {
    return Rooms.TEXTS.contains(model.page().kind());
  }

  /** Whether the page on top is a log: it begins at its end, and follows it. */
  public static boolean isLog(ScreenModel model) {
    Content content = model.content();
    return model.page().kind() == Page.Kind.LOG
        || content.following()
        || content.lines().size() > 0;
  }

  /** Whether more lines may come. */
  public static boolean comes(ScreenModel model) {
    return model.page().kind() == Page.Kind.LOG
        ? model.run().filter(run -> run.ended().isEmpty()).isPresent() && model.vanished().isEmpty()
        : model.content().following();
  }

  /** Whether the end of a log stays in sight when lines come. */
  public static boolean follows(ScreenModel model) {
    return isLog(model) && Place.of(model.page().cursor()).isEmpty();
  }

  /** The lines of the page on top. */
  public static Text of(ScreenModel model) {
    Filter filter = Filter.parse(model.page().filter());
    if (isLog(model)) {
      return new LogText(tail(model), filter, model.page().kind() == Page.Kind.LOG);
    }
    Document document = Details.of(model);
    int looked = model.content().document().sections().size();
    return new DocumentText(
        document, filter, document.sections().size() - looked, old(model).isPresent());
  }

  /** The log of the page on top. */
  public static LogTail tail(ScreenModel model) {
    return model.page().kind() == Page.Kind.LOG
        ? model.run().map(RunPicture::log).orElse(LogTail.EMPTY)
        : model.content().lines();
  }

  /** How long ago what was looked up was true, when that is longer than its watch. */
  public static Optional<Duration> old(ScreenModel model) {
    Document looked = model.content().document();
    return Optional.of(looked)
        .filter(each -> !each.sections().isEmpty())
        .map(each -> Duration.between(each.seen(), model.now()))
        .filter(age -> age.compareTo(WATCH) > 0);
  }

  /** Index of the line the cursor is on; -1 when there are none. */
  public static int cursor(ScreenModel model, Text text) {
    if (text.size() == 0) {
      return -1;
    }
    Optional<Place> place = Place.of(model.page().cursor());
    if (place.isEmpty()) {
      return isLog(model) ? text.size() - 1 : beginning(text);
    }
    int at = Math.min(text.at(place.get().number()), text.size() - 1);
    return place.get().key().isEmpty() ? at : nearest(text, at, place.get().key());
  }

  /** Whether the cursor was put somewhere, or stands on something that can be opened. */
  public static boolean pointed(ScreenModel model, Text text) {
    int at = cursor(model, text);
    return at >= 0
        && (Place.of(model.page().cursor()).isPresent() || text.line(at).opens().isPresent());
  }

  /** Lines that came since the operator stopped following. */
  public static long unseen(ScreenModel model, Text text) {
    return Place.of(model.page().cursor())
        .map(place -> (long) text.size() - text.at(place.newest() + 1))
        .orElse(0L);
  }

  /** Number of the newest line, filter or not; what is kept of it when the cursor is put. */
  public static long newest(ScreenModel model) {
    LogTail tail = tail(model);
    return tail.dropped() + tail.size() - 1;
  }

  private static int beginning(Text text) {
    for (int i = 0; i < Math.min(NEAR, text.size()); i++) {
      if (text.line(i).opens().isPresent()) {
        return i;
      }
    }
    return 0;
  }

  private static int nearest(Text text, int from, String key) {
    for (int away = 0; away < text.size(); away++) {
      for (int at : new int[] {from - away, from + away}) {
        if (at >= 0 && at < text.size() && text.line(at).key().equals(key)) {
          return at;
        }
      }
    }
    return from;
  }

  /** The page on top with the cursor on a line. */
  static Page at(ScreenModel model, Text text, int index) {
    long newest = Place.of(model.page().cursor()).map(Place::newest).orElseGet(() -> newest(model));
    return model.page().at(text.line(index).place(newest));
  }
}

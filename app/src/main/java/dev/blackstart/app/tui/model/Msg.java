package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Document;
import dev.blackstart.run.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something the screen is told; everything it knows comes this way. */
public sealed interface Msg {
  /** Events of the run in view, in their order. */
  record Happened(List<Event> events) implements Msg {}

  record Pressed(Key key) implements Msg {}

  /** Text from a clipboard: it goes where something is being typed and is never obeyed. */
  record Pasted(String text) implements Msg {}

  /** The mouse, on what was there when it was pressed. */
  record Clicked(Spot spot) implements Msg {}

  /** The mouse's wheel; down for more than 0. */
  record Wheeled(int rows) implements Msg {}

  /** What came into sight of something long: a list, a text, a question. */
  record Painted(Shown shown) implements Msg {}

  /**
   * How the operator wants it.
   *
   * @param history lines typed in earlier sessions, oldest first
   */
  record Accustomed(Habits habits, List<String> history) implements Msg {}

  record Resized(int columns, int rows) implements Msg {}

  /** Wall time moves on. */
  record Ticked(Instant now) implements Msg {}

  /** What the repository and the state folder hold. */
  record Clusters(Home home) implements Msg {}

  /** An unfinished run of a cluster was compared with the repository, or with its world. */
  record Surveyed(String cluster, Banner banner) implements Msg {}

  /** Another run comes into view; its events follow. */
  record Attached(boolean commander) implements Msg {}

  /**
   * Whether this console may give the run in view orders.
   *
   * @param other who may instead, when that is known
   */
  record Commands(boolean commander, Optional<String> other) implements Msg {
    public Commands(boolean commander) {
      this(commander, Optional.empty());
    }
  }

  /** The run's process has gone without a last word. */
  record Vanished(String why) implements Msg {}

  /** How long the phases of the run in view took in earlier runs. */
  record Estimated(Forecast forecast) implements Msg {}

  /** What was looked up for a page; takes the place of what was known. */
  record Looked(Page page, Document document) implements Msg {}

  /**
   * More lines of the log a page shows.
   *
   * @param afresh whether they are the first, and what was known is forgotten
   * @param following whether more may come
   */
  record Streamed(Page page, List<LogLine> lines, boolean afresh, boolean following)
      implements Msg {}

  /** Clusters whose runs come one after the other; none when the run in view is alone. */
  record Turned(List<TurnCluster> clusters) implements Msg {}

  /** An answer to something the operator asked for. */
  record Told(String text, boolean bad) implements Msg {}

  /** What the console was opened for cannot be; there is nothing to show. */
  record Dismissed() implements Msg {}
}

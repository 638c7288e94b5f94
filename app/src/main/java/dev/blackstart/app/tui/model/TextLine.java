package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Weight;
import java.util.Optional;

/**
 * A line of a text page.
 *
 * @param number counts the lines that ever were, from 0
 * @param key tells it from other lines of a document; empty in a log
 * @param depth how far it is indented
 * @param heading whether lines below belong to it
 * @param stale whether it is older than its watch
 * @param opens what Enter opens
 * @param command of the field that shows the same thing
 * @param said when and by whom, in a log of many speakers
 */
public record TextLine(
    long number,
    String key,
    int depth,
    String text,
    Weight weight,
    boolean heading,
    boolean stale,
    Optional<String> opens,
    Optional<String> command,
    Optional<LogLine> said) {

  static TextLine heading(long number, String text, boolean stale) {
    return new TextLine(
        number,
        text,
        0,
        text,
        Weight.STRONG,
        true,
        stale,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The id by which the mouse finds it. */
  public String place(long newest) {
    return new Place(number, newest, key).words();
  }
}

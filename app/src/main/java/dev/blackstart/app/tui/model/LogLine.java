package dev.blackstart.app.tui.model;

import java.time.Instant;

/**
 * A line of the run's log.
 *
 * @param at wall time
 * @param source phase or node that speaks
 */
public record LogLine(Instant at, String source, String text, Weight weight) {
  /** How much it asks to be read. */
  public enum Weight {
    PLAIN,
    GOOD,
    WAITS,
    BAD
  }
}

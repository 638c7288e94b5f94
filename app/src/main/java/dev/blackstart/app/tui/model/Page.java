package dev.blackstart.app.tui.model;

/**
 * What fills the screen.
 *
 * @param subject what it is about: a node, a phase; empty where the kind says it all
 * @param panel which of its panels has the cursor, from 0
 * @param cursor id of the row the cursor is on; empty for the first
 * @param filter only rows that match are shown; empty for all; {@code !} in front turns it round
 * @param back how many lines a text is scrolled back from its end; 0 follows it
 */
public record Page(Kind kind, String subject, int panel, String cursor, String filter, int back) {
  /** The pages there are. */
  public enum Kind {
    CLUSTERS,
    RUN,
    NODE,
    PHASE,
    LOG,
    JOURNAL,
    FINDINGS,
    RUNS,
    HELP
  }

  public static Page of(Kind kind, String subject) {
    return new Page(kind, subject, 0, "", "", 0);
  }

  Page at(String row) {
    return new Page(kind, subject, panel, row, filter, back);
  }

  Page panel(int now) {
    return new Page(kind, subject, now, "", filter, back);
  }

  Page filtered(String by) {
    return new Page(kind, subject, panel, cursor, by, 0);
  }

  Page scrolled(int lines) {
    return new Page(kind, subject, panel, cursor, filter, Math.max(0, lines));
  }
}

package dev.blackstart.app.tui.model;

/**
 * What fills the screen.
 *
 * @param subject what it is about: a node, a phase; empty where the kind says it all
 * @param panel which of its panels has the cursor, or which of its tabs is shown; from 0
 * @param cursor id of the row the cursor is on; empty for the first
 * @param filter only rows that match are shown; empty for all; {@code !} in front turns it round
 * @param back how many lines a text is scrolled back from its end; 0 follows it
 */
public record Page(Kind kind, String subject, int panel, String cursor, String filter, int back) {
  /** The pages there are. */
  public enum Kind {
    CLUSTERS,
    RUN,
    /** Subject: its name; the panels are its tabs. */
    NODE,
    /** Subject: node and service, with a slash between. */
    SERVICE,
    /** Subject: its id; a release's too. */
    PHASE,
    FLUX,
    CRDS,
    LOG,
    JOURNAL,
    FINDINGS,
    /** Subject: a run. */
    REPORT,
    /** Subject: a cluster. */
    RUNS,
    /** Subject: the kind of page whose keys are shown. */
    HELP
  }

  public static Page of(Kind kind, String subject) {
    return new Page(kind, subject, 0, "", "", 0);
  }

  /** Whether the other page looks at the same thing, wherever the cursor is. */
  public boolean sameAs(Page other) {
    return kind == other.kind && subject.equals(other.subject) && tab() == other.tab();
  }

  /** The tab that is shown; 0 on a page that has none. */
  public int tab() {
    return kind == Kind.NODE ? panel : 0;
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

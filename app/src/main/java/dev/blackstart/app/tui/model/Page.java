package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Topic;
import java.util.HashMap;
import java.util.Map;

/**
 * What fills the screen.
 *
 * @param subject what it is about: a node, a phase; empty where the kind says it all
 * @param panel which of its panels has the cursor, or which of its tabs is shown; from 0
 * @param cursor id of the row the cursor is on; empty for the first, in a log for its end
 * @param filter only rows that match are shown; empty for all; {@code !} in front turns it round
 * @param search what is marked in a text and jumped between; empty for nothing
 * @param aside columns of a text that lie to the left of the screen
 * @param shown what was in sight of the panel that has the cursor
 * @param left rows the cursor was on in panels it has left, by panel
 */
public record Page(
    Kind kind,
    String subject,
    int panel,
    String cursor,
    String filter,
    String search,
    int aside,
    Shown shown,
    Map<Integer, String> left) {
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
    /** Those of Argo CD. */
    APPLICATIONS,
    CRDS,
    LOG,
    JOURNAL,
    FINDINGS,
    /** Subject: a run. */
    REPORT,
    /** Subject: a cluster. */
    RUNS,
    /** Subject: a cluster, whole. */
    CLUSTER,
    /** Subject: a cluster: what would run. */
    PLAN,
    /** Subject: an unfinished run: the phase to go on from is chosen. */
    FROM,
    /** Subject: the kind of page whose keys are shown. */
    HELP
  }

  /** Tabs of a node: what the events tell, then what it tells itself. */
  static final int TABS = 1 + Topic.NodePart.values().length;

  public static Page of(Kind kind, String subject) {
    return new Page(kind, subject, 0, "", "", "", 0, Shown.NOTHING, Map.of());
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
    return new Page(kind, subject, panel, row, filter, search, aside, shown, left);
  }

  /** Another panel, with the cursor where it was there before. */
  Page panel(int now) {
    Map<Integer, String> rows = new HashMap<>(left);
    rows.put(panel, cursor);
    String row = rows.getOrDefault(now, "");
    return new Page(kind, subject, now, row, filter, "", 0, Shown.NOTHING, Map.copyOf(rows));
  }

  Page filtered(String by) {
    return new Page(kind, subject, panel, cursor, by, search, aside, shown, left);
  }

  Page searched(String what) {
    return new Page(kind, subject, panel, cursor, filter, what, aside, shown, left);
  }

  Page aside(int columns) {
    return new Page(
        kind, subject, panel, cursor, filter, search, Math.max(0, columns), shown, left);
  }

  Page shown(Shown now) {
    return new Page(kind, subject, panel, cursor, filter, search, aside, now, left);
  }
}

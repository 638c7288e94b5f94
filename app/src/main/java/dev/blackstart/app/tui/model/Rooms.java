package dev.blackstart.app.tui.model;

import dev.blackstart.app.tui.model.Page.Kind;
import java.util.EnumSet;

/** Pages that share keys. */
final class Rooms {
  static final EnumSet<Kind> EVERYWHERE = EnumSet.allOf(Kind.class);
  static final EnumSet<Kind> CLUSTERS = EnumSet.of(Kind.CLUSTERS);

  /** Pages on which an unfinished run can be gone on with. */
  static final EnumSet<Kind> STOPPED = EnumSet.of(Kind.CLUSTERS, Kind.CLUSTER, Kind.RUNS);

  static final EnumSet<Kind> RUN = EnumSet.of(Kind.RUN);

  /** Pages of rows that can be opened. */
  static final EnumSet<Kind> LISTS =
      EnumSet.of(Kind.CLUSTERS, Kind.RUN, Kind.RUNS, Kind.FROM, Kind.HELP);

  /** Pages that are read line by line. */
  static final EnumSet<Kind> TEXTS =
      EnumSet.of(
          Kind.NODE,
          Kind.SERVICE,
          Kind.PHASE,
          Kind.FLUX,
          Kind.APPLICATIONS,
          Kind.CRDS,
          Kind.LOG,
          Kind.JOURNAL,
          Kind.FINDINGS,
          Kind.REPORT,
          Kind.CLUSTER,
          Kind.PLAN);

  /** Pages that show something of the run in view. */
  static final EnumSet<Kind> OF_A_RUN =
      EnumSet.of(
          Kind.RUN,
          Kind.NODE,
          Kind.SERVICE,
          Kind.PHASE,
          Kind.FLUX,
          Kind.APPLICATIONS,
          Kind.CRDS,
          Kind.LOG,
          Kind.JOURNAL,
          Kind.FINDINGS);

  private Rooms() {}
}

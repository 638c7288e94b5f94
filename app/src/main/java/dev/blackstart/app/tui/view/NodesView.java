package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.Held;
import dev.blackstart.app.tui.model.NodeRow;
import dev.blackstart.app.tui.model.PhaseRow;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.app.tui.model.ScreenModel;
import dev.blackstart.app.tui.model.Shown;
import dev.blackstart.app.tui.model.Spot;
import dev.blackstart.app.tui.model.Times;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.world.MachineStage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One row per node: what it is, how each phase stands there, and why it waits since when. */
final class NodesView {
  private final Pane pane;
  private final NodeColumns columns;
  private final List<PhaseRow> phases;
  private final List<Map<String, Held>> held;
  private final Optional<PhaseRow> current;
  private final Map<String, Held> waiting;
  private final long now;
  private final boolean watched;

  private NodesView(ScreenModel model, RunPicture run, Pane pane) {
    this.pane = pane;
    columns = NodeColumns.of(pane, run);
    phases = List.copyOf(run.phases().values());
    held = phases.stream().map(PhaseRow::heldByName).toList();
    current = run.current();
    waiting = current.map(PhaseRow::heldByName).orElse(Map.of());
    now = model.clock();
    watched = RunState.isUnderWay(model, run);
  }

  /** Rows the grid takes when it shows all of so many nodes. */
  static int rows(RunPicture run, int nodes, Pane pane) {
    return nodes + NodeColumns.of(pane, run).heading();
  }

  static void paint(ScreenModel model, RunPicture run, List<NodeRow> rows, int chosen, Pane pane) {
    NodesView view = new NodesView(model, run, pane);
    view.columns.heads(run, pane);
    int heading = view.columns.heading();
    int room = pane.rows() - heading;
    int first =
        Scrolling.first(rows.size(), room, Math.max(0, chosen), model.page().shown().first());
    if (model.page().panel() == 1) {
      pane.shows(new Shown(first, room));
    }
    for (int i = 0; i < room && first + i < rows.size(); i++) {
      view.row(rows.get(first + i), i + heading);
      if (first + i == chosen) {
        pane.choose(i + heading);
      }
    }
  }

  private void row(NodeRow row, int at) {
    boolean stale = isStale(row);
    pane.spot(at, new Spot.Row(1, row.node().name()));
    Pen pen = pane.row(at).to(columns.name());
    int name = (columns.role() < 0 ? columns.address() : columns.role()) - columns.name() - 1;
    pen.put(Columns.ends(row.node().name(), name, pane.signs().more()), Tone.TEXT);
    if (columns.role() >= 0) {
      pen.to(columns.role()).put(row.node().isControlPlane() ? "cp" : "wk", Tone.QUIET);
    }
    int address = columns.talos() - columns.address() - 1;
    pen.to(columns.address()).put(row.node().address(), Tone.TEXT, address);
    pen.to(columns.talos());
    if (columns.kubernetes() < 0) {
      state(row, stale, pen);
    } else {
      pen.put(stage(row), stale ? Tone.STALE : tone(row));
      pen.to(columns.kubernetes()).put(kubernetes(row), stale ? Tone.STALE : ready(row));
    }
    for (int i = 0; columns.marks() >= 0 && i < phases.size(); i++) {
      pen.to(columns.mark(i));
      mark(phases.get(i), held.get(i).get(row.node().name()), pen);
    }
    pen.to(columns.now());
    now(row, pen);
  }

  private boolean isStale(NodeRow row) {
    return !watched || row.left().isPresent();
  }

  /** Where one column has to do: Kubernetes when the machine itself is well. */
  private static void state(NodeRow row, boolean stale, Pen pen) {
    boolean registered = row.kubernetes().standing() != NodeRow.Standing.UNREGISTERED;
    boolean kubernetes = row.stage() == MachineStage.RUNNING && registered;
    String word = kubernetes ? kubernetes(row) : stage(row);
    pen.put(word, stale ? Tone.STALE : kubernetes ? ready(row) : tone(row), 11);
  }

  private void mark(PhaseRow phase, Held held, Pen pen) {
    Glyphs signs = pane.signs();
    if (held != null) {
      boolean failed = phase.status() == PhaseStatus.FAILED;
      pen.put(
          failed ? signs.mark(PhaseStatus.FAILED) : signs.waitsMark(),
          failed ? Tone.BAD : Tone.WAITS);
    } else if (phase.status() == PhaseStatus.RUNNING && !watched) {
      pen.put(signs.waitsMark(), Tone.WAITS);
    } else {
      pen.put(signs.mark(phase.status()), Tones.of(phase.status()));
    }
  }

  private void now(NodeRow row, Pen pen) {
    Held held = waiting.get(row.node().name());
    if (held != null) {
      boolean failed = current.filter(phase -> phase.status() == PhaseStatus.FAILED).isPresent();
      Tone tone = failed ? Tone.BAD : Tone.WAITS;
      Glyphs signs = pane.signs();
      pen.put(failed ? signs.mark(PhaseStatus.FAILED) : signs.waitsMark(), tone);
      since(held.since(), pen);
      String phase = current.map(each -> each.id().name()).orElse("");
      pen.put(Names.reason(held.reason(), phase, pen.left()), tone);
    } else if (row.left().isPresent()) {
      pen.put("seen " + Times.of(now - row.left().get()) + " ago", Tone.STALE);
    } else if (row.stage() != MachineStage.RUNNING && !row.note().isEmpty()) {
      pen.put(" ", Tone.TEXT);
      since(row.since(), pen);
      pen.put(row.note(), Tone.QUIET);
    } else if (isUnready(row) && !row.kubernetes().because().isEmpty()) {
      pen.put(" ", Tone.TEXT);
      since(row.kubernetes().since(), pen);
      pen.put(row.kubernetes().because(), Tone.QUIET);
    }
  }

  /** Right-aligned, so that the eye can run down the column. */
  private void since(long moment, Pen pen) {
    String since = Times.of(now - moment);
    int tight = columns.role() < 0 ? 5 : 6;
    pen.put(" ".repeat(Math.max(1, tight - Columns.of(since))) + since, Tone.QUIET);
    pen.put(tight == 5 ? " " : "  ", Tone.QUIET);
  }

  private static String stage(NodeRow row) {
    return row.stage() == MachineStage.UNKNOWN
        ? "-"
        : row.stage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Tone tone(NodeRow row) {
    return switch (row.stage()) {
      case RUNNING -> Tone.GOOD;
      case UNKNOWN -> Tone.QUIET;
      case MAINTENANCE -> Tone.TEXT;
      case BOOTING, INSTALLING, REBOOTING, SHUTTING_DOWN, RESETTING, UPGRADING -> Tone.WAITS;
    };
  }

  private static String kubernetes(NodeRow row) {
    return switch (row.kubernetes().standing()) {
      case UNREGISTERED -> "-";
      case NOT_READY -> "NotReady";
      case READY -> "Ready";
    };
  }

  private static boolean isUnready(NodeRow row) {
    return row.kubernetes().standing() == NodeRow.Standing.NOT_READY;
  }

  private static Tone ready(NodeRow row) {
    return switch (row.kubernetes().standing()) {
      case UNREGISTERED -> Tone.QUIET;
      case NOT_READY -> Tone.WAITS;
      case READY -> Tone.GOOD;
    };
  }

  /** How many are fine, wait, or were not seen yet: {@code 497 fine, 3 wait}. */
  static String summary(RunPicture run) {
    Map<String, Held> waiting = run.current().map(PhaseRow::heldByName).orElse(Map.of());
    int wait = 0;
    int unseen = 0;
    int old = 0;
    int down = 0;
    int unready = 0;
    for (NodeRow row : run.nodes().values()) {
      if (waiting.containsKey(row.node().name())) {
        wait++;
      } else if (row.stage() == MachineStage.UNKNOWN) {
        unseen++;
      } else if (row.left().isPresent()) {
        old++;
      } else if (row.stage() != MachineStage.RUNNING) {
        down++;
      } else if (isUnready(row)) {
        unready++;
      }
    }
    int fine = run.nodes().size() - wait - unseen - old - down - unready;
    StringBuilder words = new StringBuilder();
    add(words, fine, "fine");
    add(words, wait, wait == 1 ? "waits" : "wait");
    add(words, down, "not up");
    add(words, unready, "not Ready");
    add(words, old, "not seen again yet");
    add(words, unseen, "not seen yet");
    return words.toString();
  }

  private static void add(StringBuilder words, int count, String word) {
    if (count > 0) {
      words.append(words.isEmpty() ? "" : ", ").append(count).append(' ').append(word);
    }
  }
}

package dev.blackstart.app.tui.view;

import dev.blackstart.app.tui.model.NodeRow;
import dev.blackstart.app.tui.model.RunPicture;
import dev.blackstart.run.PhaseId;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Where the columns of the grid stand; each from 0, -1 for one there is no room for. On a narrow
 * pane the reason a node waits is worth more than what all have in common.
 *
 * @param talos where the machine's stage stands; without a column for Kubernetes it tells of both
 * @param marks where the marks of the phases begin
 * @param pitch cells from one mark to the next
 * @param heading rows the titles take
 */
record NodeColumns(
    int name,
    int role,
    int address,
    int talos,
    int kubernetes,
    int marks,
    int pitch,
    int now,
    int heading) {
  private static final int WITH_ROLE = 56;
  private static final int WITH_KUBERNETES = 72;
  private static final int WITH_MARKS = 96;
  private static final int SPACIOUS = 130;

  /** Letters a phase's name is shortened to, written downwards. */
  private static final int LETTERS = 4;

  static NodeColumns of(Pane pane, RunPicture run) {
    int columns = pane.columns();
    int longest = columns < WITH_ROLE ? 12 : columns < WITH_MARKS ? 16 : 28;
    int at = 2 + widest(run, row -> Columns.of(row.node().name()), 4, longest);
    int role = -1;
    if (columns >= WITH_ROLE) {
      role = at;
      at += 4;
    }
    int address = at;
    at += 1 + widest(run, row -> row.node().address().length(), 7, columns < WITH_MARKS ? 15 : 39);
    int talos = at;
    at += columns < WITH_KUBERNETES ? 12 : 14;
    int kubernetes = -1;
    if (columns >= WITH_KUBERNETES) {
      kubernetes = at;
      at += 10;
    }
    int pitch = columns >= SPACIOUS ? 2 : 1;
    int marks = -1;
    boolean downwards = pane.rows() >= LETTERS + Math.min(run.nodes().size(), 8);
    if (columns >= WITH_MARKS) {
      marks = at;
      at += mark(run.phases().size(), pitch) + 2;
    }
    int heading = marks >= 0 && downwards ? LETTERS : 1;
    return new NodeColumns(1, role, address, talos, kubernetes, marks, pitch, at, heading);
  }

  /** Where the mark of a phase stands behind the first; a blank after every four helps to count. */
  int mark(int phase) {
    return marks + mark(phase, pitch);
  }

  private static int mark(int phase, int pitch) {
    return pitch == 1 ? phase + phase / 4 : phase * pitch;
  }

  private static int widest(RunPicture run, ToIntFunction<NodeRow> width, int least, int most) {
    int widest = run.nodes().values().stream().mapToInt(width).max().orElse(least);
    return Math.clamp(widest, least, most);
  }

  void heads(RunPicture run, Pane pane) {
    head(pane, name, "NODE");
    head(pane, address, "ADDRESS");
    head(pane, talos, kubernetes < 0 ? "STATE" : "TALOS");
    head(pane, kubernetes, "K8S");
    head(pane, now, "NOW");
    if (marks < 0) {
      return;
    }
    List<String> names =
        run.phases().keySet().stream().map(PhaseId::name).map(NodeColumns::shortened).toList();
    if (heading == 1) {
      head(pane, marks, "PHASES");
      return;
    }
    for (int letter = 0; letter < heading; letter++) {
      for (int phase = 0; phase < names.size(); phase++) {
        String name = names.get(phase);
        if (letter < name.length()) {
          pane.row(letter).to(mark(phase)).put(name.substring(letter, letter + 1), Tone.QUIET);
        }
      }
    }
  }

  private void head(Pane pane, int column, String title) {
    if (column >= 0) {
      pane.row(heading - 1).to(column).put(title, Tone.QUIET);
    }
  }

  /** Four letters that tell it from its neighbours: those of both ends of a composed name. */
  static String shortened(String name) {
    int dash = name.lastIndexOf('-');
    return dash < 2 || name.length() < dash + 3
        ? name.substring(0, Math.min(LETTERS, name.length()))
        : name.substring(0, 2) + name.substring(dash + 1, dash + 3);
  }
}

package dev.blackstart.app.plain;

import dev.blackstart.cluster.Finding;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseId;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An event as text: time since the start, phase, word, facts. */
public final class PlainLine {
  private static final int PHASE_WIDTH = 18;
  private static final int WORD_WIDTH = 8;

  /** Columns of a line. */
  private static final int WIDTH = 160;

  /** Exit code of a run that was refused before it touched anything. */
  private static final int REFUSED = 3;

  /** What speaks when it is the run as a whole. */
  private static final PhaseId RUN = new PhaseId("run");

  /** The phase that Flux's reports belong to. */
  static final PhaseId FLUX = new PhaseId("flux");

  private final boolean colours;

  public PlainLine(boolean colours) {
    this.colours = colours;
  }

  public boolean colours() {
    return colours;
  }

  /** The lines of an event; none for what only programs want. */
  public List<String> of(Event event) {
    return switch (event) {
      case Event.RunStarted e -> List.of(started(e));
      case Event.RunResumed e ->
          List.of(
              "blackstart resumes run "
                  + e.stamp().run()
                  + " · "
                  + world(e.world())
                  + " · cluster "
                  + e.cluster());
      case Event.PhaseStarted e -> lines(e, e.phase(), "begins", Ink.BOLD, e.because());
      case Event.PhaseSkipped e -> lines(e, e.phase(), "holds", Ink.GOOD, e.because());
      case Event.PhaseDone e ->
          lines(e, e.phase(), "done", Ink.GOOD, e.because() + took(e.tookMillis()));
      case Event.PhaseFailed e ->
          both(
              lines(e, e.phase(), "failed", Ink.BAD, e.what()),
              lines(e, e.phase(), "remedy", Ink.BOLD, e.remedy()));
      case Event.NodeReported e ->
          lines(
              e,
              e.phase(),
              "node",
              Ink.QUIET,
              e.node() + " (" + e.address() + ") " + word(e.stage()) + note(e.note()));
      case Event.KubernetesReported e ->
          lines(
              e,
              e.phase(),
              "node",
              Ink.QUIET,
              e.node()
                  + " in Kubernetes "
                  + (e.ready() ? "Ready" : "not Ready" + note(e.because())));
      case Event.ReleaseReported e -> waits(e, e.phase(), count(e.ready(), e.total()), e.waiting());
      case Event.FluxReported e -> waits(e, FLUX, e.because(), e.waiting());
      case Event.NotRehearsed e -> List.of();
      case Event.Progressed e -> waits(e, e.phase(), count(e.ready(), e.total()), e.waiting());
      case Event.Waited e -> List.of();
      case Event.Logged e -> lines(e, e.phase(), "log", Ink.QUIET, e.line());
      case Event.Acted e -> acted(e);
      case Event.Checked e -> checked(e);
      case Event.FindingMade e -> finding(e);
      case Event.BudgetExtended e ->
          lines(
              e,
              e.phase(),
              "budget",
              Ink.BOLD,
              "may take " + duration(e.budgetMillis()) + " now, says " + e.by());
      case Event.PauseAsked e ->
          lines(e, RUN, "pause", Ink.WAITS, "asked by " + e.by() + "; a step in flight ends first");
      case Event.StillWorking e -> working(e);
      case Event.RunPaused e -> lines(e, e.phase(), "paused", Ink.WAITS, "by " + e.by());
      case Event.RunGivenUp e -> lines(e, RUN, "given up", Ink.WAITS, "by " + e.by());
      case Event.WorldStands e ->
          Stream.of(
                  "the world stands",
                  "  kubeconfig   " + e.kubeconfig(),
                  "  talosconfig  " + e.talosconfig(),
                  "  end it       " + e.stop())
              .filter(line -> !e.talosconfig().isEmpty() || !line.startsWith("  talosconfig"))
              .toList();
      case Event.RunEnded e -> ended(e, true);
    };
  }

  private List<String> working(Event.StillWorking e) {
    String lasts = " (" + seconds(e.wallMillis()) + (e.over() ? ", over)" : ")");
    String text = Sizes.with(e.what(), e.done(), e.total()) + lasts;
    return lines(e, e.phase(), "works", Ink.QUIET, text);
  }

  /** A reason in full, on as many lines as it takes. */
  List<String> reason(Event event, PhaseId phase, String text) {
    return lines(event, phase, "waits", Ink.WAITS, text.replace('\n', ' '));
  }

  private String started(Event.RunStarted e) {
    return "blackstart run "
        + e.stamp().run()
        + " · "
        + world(e.world())
        + " · cluster "
        + e.cluster()
        + (e.operation().equals(Event.RunStarted.BOOTSTRAP) ? "" : " · " + e.operation())
        + " · "
        + e.outline().phases().size()
        + " phases";
  }

  private List<String> acted(Event.Acted e) {
    List<String> lines = new ArrayList<>(lines(e, e.phase(), "act", Ink.BOLD, e.what()));
    e.byHand().forEach(each -> lines.addAll(lines(e, e.phase(), "by hand", Ink.QUIET, each)));
    return lines;
  }

  /** What a check found is told by its findings. */
  private List<String> checked(Event.Checked e) {
    return e.findings() > 0
        ? List.of()
        : lines(e, e.phase(), "check", Ink.QUIET, e.check() + ": " + e.asks());
  }

  private List<String> finding(Event.FindingMade e) {
    Finding finding = e.finding();
    Ink ink =
        switch (finding.level()) {
          case ERROR -> Ink.BAD;
          case WARNING -> Ink.WAITS;
          case INFO -> Ink.QUIET;
        };
    String word = finding.level().name().toLowerCase(Locale.ROOT);
    return both(
        lines(e, e.phase(), word, ink, finding.at() + ": " + finding.what()),
        lines(e, e.phase(), "remedy", Ink.QUIET, finding.remedy()));
  }

  /** How a run ended; {@code stands} when its world does, so that it can be gone on with. */
  List<String> ended(Event.RunEnded e, boolean stands) {
    List<String> lines = new ArrayList<>();
    for (Event.Objective objective : e.objectives()) {
      lines.add(
          "objective "
              + objective.name()
              + ": "
              + duration(objective.tookMillis())
              + " of "
              + duration(objective.budgetMillis())
              + ", "
              + (objective.kept() ? Ink.GOOD.on("kept", colours) : Ink.BAD.on("missed", colours)));
    }
    if (!e.notRehearsed().isEmpty()) {
      lines.add(notRehearsed(e.notRehearsed()));
    }
    String outcome =
        switch (e.outcome()) {
          case DONE -> Ink.GOOD.on("done", colours);
          case FAILED -> Ink.BAD.on("failed", colours);
          case INTERRUPTED -> Ink.WAITS.on("interrupted", colours);
        };
    String verdict = e.verdict().map(each -> ", verdict " + each).orElse("");
    lines.add(
        "run "
            + e.stamp().run()
            + " "
            + outcome
            + verdict
            + " after "
            + duration(e.tookMillis())
            + " ("
            + seconds(e.wallMillis())
            + " of wall time, "
            + seconds(e.ownMillis())
            + " of them our own)");
    if (e.exit() == REFUSED) {
      lines.add("nothing was touched");
    } else if (e.outcome() != Event.Outcome.DONE) {
      String resume = "go on with: blackstart resume " + e.stamp().run();
      lines.add(stands ? resume : PlainFace.ENDED);
    }
    return lines;
  }

  /** Such as {@code not rehearsed (…): 2 HelmReleases: a/b, c/d}. */
  private static String notRehearsed(List<String> objects) {
    Map<String, List<String>> byKind =
        objects.stream()
            .map(object -> object.split(" ", 2))
            .collect(
                Collectors.groupingBy(
                    parts -> parts[0],
                    TreeMap::new,
                    Collectors.mapping(parts -> parts[parts.length - 1], Collectors.toList())));
    return byKind.entrySet().stream()
        .map(
            kind ->
                kind.getValue().size()
                    + " "
                    + kind.getKey()
                    + (kind.getValue().size() == 1 ? "" : "s")
                    + ": "
                    + String.join(", ", kind.getValue()))
        .collect(Collectors.joining("; ", "not rehearsed (what they need is not at hand): ", ""));
  }

  private static List<String> both(List<String> first, List<String> second) {
    List<String> lines = new ArrayList<>(first);
    lines.addAll(second);
    return lines;
  }

  private List<String> lines(Event event, PhaseId phase, String word, Ink ink, String text) {
    Columns columns = columns(event, phase, word, ink);
    return columns.wrapped(text);
  }

  private List<String> waits(Event event, PhaseId phase, String count, List<Waiting> waiting) {
    return count.isEmpty() && waiting.isEmpty()
        ? List.of()
        : List.of(columns(event, phase, "waits", Ink.WAITS).fitting(count, waiting));
  }

  private Columns columns(Event event, PhaseId phase, String word, Ink ink) {
    String time = "+" + duration(event.stamp().worldMillis());
    String name = padded(phase.name(), PHASE_WIDTH);
    String what = padded(word, WORD_WIDTH);
    return new Columns(
        Ink.QUIET.on(time, colours) + "  " + name + ink.on(what, colours),
        time.length() + 2 + name.length() + what.length(),
        WIDTH);
  }

  private static String count(int ready, int total) {
    return total > 0 ? ready + " of " + total : "";
  }

  private static String took(long millis) {
    return " (" + duration(millis) + ")";
  }

  private static String note(String note) {
    return note.isEmpty() ? "" : " · " + note;
  }

  private static String world(World.Kind kind) {
    return switch (kind) {
      case LIVE -> "live world";
      case REHEARSAL -> "rehearsal";
    };
  }

  private static String word(MachineStage stage) {
    return stage == MachineStage.UNKNOWN
        ? "no answer"
        : stage.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
  }

  /** Minutes and seconds; hours only when there are any. */
  static String duration(long millis) {
    long seconds = millis / 1000;
    return seconds >= 3600
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
        : String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
  }

  private static String padded(String text, int width) {
    return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
  }
}

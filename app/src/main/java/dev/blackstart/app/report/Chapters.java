package dev.blackstart.app.report;

import dev.blackstart.app.report.Chapter.Row;
import dev.blackstart.app.report.Chapter.Tone;
import dev.blackstart.cluster.Finding;
import dev.blackstart.phase.HandOver;
import dev.blackstart.run.Event;
import dev.blackstart.run.PhaseStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The parts of a report in the order they are read; empty ones are left out. */
public final class Chapters {
  /** Waits that are told, the longest first. */
  private static final int WAITS = 12;

  /** Who was waited for, before the rest is counted. */
  private static final int NAMES = 4;

  private Chapters() {}

  /** Such as {@code rehearsal of infra: done, verdict passed}. */
  public static String title(RunReport report) {
    String what =
        switch (report.world()) {
          case LIVE -> report.operation() + " of ";
          case REHEARSAL ->
              report.operation().equals(Event.RunStarted.BOOTSTRAP)
                  ? "rehearsal of "
                  : "rehearsed " + report.operation() + " of ";
        };
    return what + report.cluster() + ": " + state(report);
  }

  private static String state(RunReport report) {
    return report
        .ended()
        .map(
            end ->
                end.outcome().name().toLowerCase(Locale.ROOT)
                    + end.verdict().map(word -> ", verdict " + word).orElse(""))
        .orElse("not ended");
  }

  /** All of them. */
  public static List<Chapter> of(RunReport report) {
    List<Chapter> all = new ArrayList<>();
    all.add(new Chapter("run", List.of("", ""), summary(report)));
    add(all, "what failed", List.of("phase", "what", "what to do"), report.failed(), failed());
    add(
        all,
        "objectives",
        List.of("objective", "took", "of", "kept"),
        report.ended().map(Event.RunEnded::objectives).orElse(List.of()),
        each ->
            Row.of(
                each.kept() ? Tone.GOOD : Tone.BAD,
                each.name(),
                Lapse.of(each.tookMillis()),
                Lapse.of(each.budgetMillis()),
                each.kept() ? "kept" : "missed"));
    add(
        all,
        "phases",
        List.of("phase", "state", "took", "of", "because"),
        report.phases(),
        Chapters::phase);
    add(
        all,
        "what was done",
        List.of("at", "phase", "what"),
        report.acts(),
        act -> Row.of(Tone.PLAIN, Lapse.at(act.at()), act.phase(), act.what()).by(act.byHand()));
    add(
        all,
        HandOver.title(report.phaseIds()),
        List.of("release", "fate", "because"),
        report.handedOver(),
        each ->
            Row.of(each.good() ? Tone.GOOD : Tone.WAITS, each.release(), each.fate(), each.what()));
    add(all, "longest waits", List.of("took", "phase", "for"), longest(report), Chapters::wait);
    add(
        all,
        "orders",
        List.of("at", "by", "what"),
        report.orders(),
        order -> Row.of(Tone.PLAIN, Lapse.at(order.at()), order.by(), order.what()));
    add(all, "nodes", List.of("node", "address", "role", "stage", "said"), report.nodes(), node());
    add(
        all,
        "preflight",
        List.of("check", "state", "asks"),
        report.prerequisites(),
        check ->
            Row.of(
                check.findings() == 0 ? Tone.GOOD : Tone.WAITS,
                check.id(),
                check.findings() == 0 ? "holds" : remarks(check.findings()),
                check.asks()));
    add(
        all,
        "findings",
        List.of("level", "at", "what", "what to do"),
        report.findings(),
        Chapters::finding);
    add(
        all,
        "not rehearsed: what they need is not at hand",
        List.of("object"),
        report.notRehearsed(),
        object -> Row.of(Tone.PLAIN, object));
    return List.copyOf(all);
  }

  private static List<Row> summary(RunReport report) {
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of(Tone.PLAIN, "run", report.run().name()));
    rows.add(Row.of(Tone.PLAIN, "started", report.started().toString()));
    rows.add(Row.of(Tone.PLAIN, "last heard of", report.last().toString()));
    Optional<Event.RunEnded> ended = report.ended();
    long took = ended.map(Event.RunEnded::tookMillis).orElse(report.lastMillis());
    String budget = report.budget() > 0 ? " of " + Lapse.of(report.budget()) : "";
    rows.add(Row.of(Tone.PLAIN, "took", Lapse.of(took) + budget));
    ended.ifPresent(
        end -> {
          rows.add(
              Row.of(
                  Tone.PLAIN,
                  "wall time",
                  Lapse.of(end.wallMillis()) + ", " + Lapse.of(end.ownMillis()) + " our own"));
          rows.add(
              Row.of(
                  end.exit() == 0 ? Tone.GOOD : Tone.BAD,
                  "ended",
                  state(report) + ", exit " + end.exit()));
        });
    if (ended.isEmpty()) {
      rows.add(Row.of(Tone.WAITS, "ended", "not yet, or its process was killed"));
    }
    return rows;
  }

  private static Function<RunReport.Stretch, Row> failed() {
    return phase ->
        phase
            .trouble()
            .map(trouble -> Row.of(Tone.BAD, phase.phase(), trouble.what(), trouble.remedy()))
            .orElseThrow();
  }

  private static Row phase(RunReport.Stretch phase) {
    PhaseStatus status = phase.status();
    Tone tone =
        switch (status) {
          case DONE, SKIPPED -> Tone.GOOD;
          case FAILED -> Tone.BAD;
          case RUNNING -> Tone.WAITS;
          case PENDING -> Tone.PLAIN;
        };
    String again = phase.attempts() > 1 ? " (attempt " + phase.attempts() + ")" : "";
    return Row.of(
        tone,
        phase.phase(),
        word(status) + again,
        status == PhaseStatus.PENDING ? "" : Lapse.of(phase.took()),
        phase.budget() > 0 ? Lapse.of(phase.budget()) : "",
        phase.because());
  }

  /** A phase that was skipped held before anything was done. */
  static String word(PhaseStatus status) {
    return switch (status) {
      case PENDING -> "not begun";
      case RUNNING -> "running";
      case SKIPPED -> "holds";
      case DONE -> "done";
      case FAILED -> "failed";
    };
  }

  private static List<RunReport.Wait> longest(RunReport report) {
    return report.waits().stream()
        .sorted(Comparator.comparingLong(RunReport.Wait::took).reversed())
        .limit(WAITS)
        .toList();
  }

  private static Row wait(RunReport.Wait wait) {
    int more = wait.on().size() - NAMES;
    String names = String.join(", ", wait.on().stream().limit(NAMES).toList());
    return Row.of(
        Tone.PLAIN,
        Lapse.of(wait.took()),
        wait.phase(),
        names + (more > 0 ? " and " + more + " more" : ""));
  }

  private static Function<RunReport.Machine, Row> node() {
    return machine ->
        Row.of(
            Tone.PLAIN,
            machine.node().name(),
            machine.node().address(),
            machine.node().role().machineType(),
            machine.stage().isEmpty() ? "not heard of" : machine.stage(),
            machine.note());
  }

  private static Row finding(RunReport.Remark remark) {
    Finding finding = remark.finding();
    Tone tone =
        switch (finding.level()) {
          case ERROR -> Tone.BAD;
          case WARNING -> Tone.WAITS;
          case INFO -> Tone.PLAIN;
        };
    return Row.of(
        tone,
        finding.level().name().toLowerCase(Locale.ROOT),
        finding.at(),
        finding.what(),
        finding.remedy());
  }

  private static String remarks(int count) {
    return count == 1 ? "1 remark" : count + " remarks";
  }

  private static <T> void add(
      List<Chapter> to, String title, List<String> columns, List<T> items, Function<T, Row> row) {
    if (!items.isEmpty()) {
      to.add(new Chapter(title, columns, items.stream().map(row).toList()));
    }
  }
}

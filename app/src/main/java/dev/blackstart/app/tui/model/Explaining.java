package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Weight;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.world.MachineStage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Why something waits, failed or has not begun: the evidence, since when, what it mostly means,
 * what helps, and one command to see the same elsewhere. Lines begin with a label.
 */
final class Explaining {
  private static final int REASONS = 5;

  /** Characters of a reason among others; the phase's own page has it whole. */
  private static final int LONG = 150;

  /** Characters before the gap of a line that begins with what it is about. */
  private static final int SUBJECT = 60;

  private Explaining() {}

  /** Why a phase is not done; absent when it is. */
  static Optional<Dialog> phase(RunPicture run, PhaseRow phase, long now) {
    return switch (phase.status()) {
      case DONE, SKIPPED -> Optional.empty();
      case PENDING -> Optional.of(pending(run, phase));
      case RUNNING -> Optional.of(waiting(run, phase, now));
      case FAILED -> Optional.of(failed(run, phase, now));
    };
  }

  private static Dialog waiting(RunPicture run, PhaseRow phase, long now) {
    Evidence evidence = new Evidence();
    evidence.say("waiting", elapsed(phase, now) + claim(phase));
    if (!phase.works().isEmpty()) {
      evidence.say("works", phase.works());
    }
    List<Held> held = inOrder(phase.held());
    if (held.isEmpty() && !phase.because().isEmpty()) {
      evidence.say("because", phase.because());
    }
    because(evidence, held, now);
    Optional<Held> first = held.stream().findFirst();
    evidence.likely(first.map(Held::reason).orElse(phase.because()));
    return evidence.dialog(
        "why is " + phase.id() + " waiting?", Equivalents.see(run, phase, first));
  }

  private static Dialog failed(RunPicture run, PhaseRow phase, long now) {
    Evidence evidence = new Evidence();
    Trouble trouble = phase.trouble().orElseThrow();
    evidence.say("failed", trouble.what());
    evidence.say("after", elapsed(phase, now) + claim(phase));
    List<Held> held = inOrder(phase.held());
    because(evidence, held, now);
    evidence.cause(held.stream().map(Held::reason).findFirst().orElse(trouble.what()));
    evidence.say("cure", trouble.remedy());
    return evidence.dialog(
        "why did " + phase.id() + " fail?", Equivalents.see(run, phase, held.stream().findFirst()));
  }

  /** A phase begins when those before it hold. */
  private static Dialog pending(RunPicture run, PhaseRow phase) {
    Evidence evidence = new Evidence();
    Optional<PhaseRow> before =
        run.phases().values().stream()
            .takeWhile(row -> !row.id().equals(phase.id()))
            .filter(row -> !row.status().holds())
            .findFirst();
    if (!phase.claims().isEmpty()) {
      evidence.say("claims", phase.claims());
    }
    before.ifPresent(
        row -> {
          evidence.say("because", "it comes after " + row.id() + ", which " + state(row));
          inOrder(row.held()).stream()
              .findFirst()
              .ifPresent(held -> evidence.say("which", held.who() + ": " + held.reason()));
          row.trouble().ifPresent(trouble -> evidence.say("cure", trouble.remedy()));
        });
    if (before.isEmpty()) {
      evidence.say("because", run.ended().isPresent() ? "the run is over" : "it is next");
    }
    Optional<String> command =
        before.flatMap(row -> Equivalents.see(run, row, inOrder(row.held()).stream().findFirst()));
    return evidence.dialog("why has " + phase.id() + " not begun?", command);
  }

  private static String state(PhaseRow row) {
    return switch (row.status()) {
      case PENDING -> "has not begun either";
      case RUNNING -> "is under way";
      case FAILED -> "failed";
      case DONE, SKIPPED -> "holds";
    };
  }

  /** Why a node is not where it should be; absent when it is. */
  static Optional<Dialog> node(RunPicture run, NodeRow node, long now) {
    Evidence evidence = new Evidence();
    String name = node.node().name();
    List<PhaseRow> phases = new ArrayList<>();
    String first = "";
    for (PhaseRow phase : run.phases().values()) {
      for (Held held : phase.held()) {
        boolean its = held.who().equals(name) || held.who().equals(node.node().address());
        if (its && !phase.status().holds()) {
          evidence.say("because", phase.id() + ": " + held.reason() + age(now - held.since()));
          first = first.isEmpty() ? held.reason() : first;
          phases.add(phase);
        }
      }
    }
    String stage = node.stage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    boolean up = node.stage() == MachineStage.RUNNING;
    if (!up) {
      String note = node.note().isEmpty() ? "" : ", " + node.note();
      evidence.say("talos", stage + note + age(now - node.since()));
      first = first.isEmpty() ? stage + " " + node.note() : first;
    }
    NodeRow.Registration kubernetes = node.kubernetes();
    boolean notReady = kubernetes.standing() == NodeRow.Standing.NOT_READY;
    if (notReady) {
      evidence.say("kubelet", kubernetes.because() + age(now - kubernetes.since()));
      first = first.isEmpty() ? kubernetes.because() : first;
    }
    if (evidence.isEmpty()) {
      return Optional.empty();
    }
    evidence.likely(first);
    String phase =
        phases.stream().findFirst().map(row -> row.id().name()).orElse(up ? "nodes" : "apply");
    String command =
        Equivalents.held(run, phase, new Held(name, first, 0))
            .orElseGet(() -> Equivalents.ofNode(phase, node.node(), ""));
    return Optional.of(evidence.dialog("why is " + name + " waiting?", Optional.of(command)));
  }

  /** Why a line of a document waits or is bad; absent for one that does not. */
  static Optional<Dialog> line(TextLine line) {
    if (line.weight() != Weight.BAD && line.weight() != Weight.WAITS) {
      return Optional.empty();
    }
    Evidence evidence = new Evidence();
    evidence.say("because", line.text().strip().replaceAll(" {2,}", ": "));
    evidence.likely(line.text());
    return Optional.of(evidence.dialog("why is " + subject(line) + "?", line.command()));
  }

  /** What a line is about stands before a gap, when it is about something. */
  private static String subject(TextLine line) {
    String text = line.text().strip();
    int gap = text.indexOf("  ");
    return gap > 0 && gap < SUBJECT ? text.substring(0, gap) + " not ready" : "this not ready";
  }

  private static void because(Evidence evidence, List<Held> held, long now) {
    held.stream()
        .limit(REASONS)
        .forEach(
            each ->
                evidence.say("because", each.who() + ": " + reason(each, held) + age(now, each)));
    if (held.size() > REASONS) {
      evidence.say("", "and " + (held.size() - REASONS) + " more");
    }
  }

  /** Who has to change itself comes before who waits for another. */
  private static List<Held> inOrder(List<Held> held) {
    return held.stream().sorted(Comparator.comparing(each -> !each.isRoot())).toList();
  }

  private static String elapsed(PhaseRow phase, long now) {
    String of = phase.budget() > 0 ? " of " + Times.of(phase.budget()) : "";
    String count =
        phase.total() > 0 ? ", " + phase.ready() + " of " + phase.total() + " there" : "";
    return Times.of(phase.elapsed(now)) + of + count;
  }

  private static String claim(PhaseRow phase) {
    return phase.claims().isEmpty() || phase.status() != PhaseStatus.RUNNING
        ? ""
        : ", until " + phase.claims();
  }

  /** One reason alone is told whole. */
  private static String reason(Held one, List<Held> held) {
    String reason = one.reason();
    return held.size() == 1 || reason.length() <= LONG
        ? reason
        : reason.substring(0, LONG) + " ...";
  }

  private static String age(long now, Held held) {
    return age(now - held.since());
  }

  private static String age(long millis) {
    return ", for " + Times.of(millis);
  }
}

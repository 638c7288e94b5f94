package dev.blackstart.app.tui.model;

import dev.blackstart.run.PhaseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why something waits or failed: the reasons, since when, and one command to see it elsewhere. */
final class Explaining {
  private static final int REASONS = 6;

  private Explaining() {}

  static Dialog of(ScreenModel model, PhaseRow phase, Optional<String> node) {
    List<String> lines = new ArrayList<>();
    long now = model.clock();
    if (phase.status() == PhaseStatus.RUNNING) {
      lines.add("waiting " + Times.of(phase.elapsed(now), phase.budget()));
    }
    phase.trouble().ifPresent(trouble -> lines.add("failed   " + trouble.what()));
    List<Held> held =
        phase.held().stream()
            .filter(each -> node.isEmpty() || each.who().equals(node.get()))
            .toList();
    held.stream()
        .limit(REASONS)
        .forEach(
            each ->
                lines.add(
                    "because  "
                        + each.who()
                        + ": "
                        + each.reason()
                        + ", for "
                        + Times.of(now - each.since())));
    if (held.size() > REASONS) {
      lines.add("         and " + (held.size() - REASONS) + " more");
    }
    phase.trouble().ifPresent(trouble -> lines.add("cure     " + trouble.remedy()));
    Optional<String> command = Equivalents.see(model, phase, held, node);
    command.ifPresent(each -> lines.add("see it   " + each));
    String verb =
        phase.status() == PhaseStatus.FAILED
            ? "did " + phase.id().name() + " fail"
            : "is " + phase.id().name() + " waiting";
    String where = node.map(each -> " on " + each).orElse("");
    return Dialog.telling("why " + verb + where + "?", lines, command);
  }
}

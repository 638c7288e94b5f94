package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.Weight;
import dev.blackstart.world.MachineStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A node as the run's events tell of it: its stage, who waits for it and why, what was done. */
final class NodeDetails {
  private NodeDetails() {}

  static List<Section> of(RunPicture run, String name, long now) {
    NodeRow row = run.nodes().get(name);
    if (row == null) {
      return List.of();
    }
    List<Section> sections = new ArrayList<>();
    sections.add(new Section(name, state(row, now)));
    List<Fact> waits = new ArrayList<>();
    for (PhaseRow phase : run.phases().values()) {
      phase.held().stream()
          .filter(held -> held.who().equals(name))
          .map(held -> waits(run, phase, held, now))
          .forEach(waits::add);
    }
    Details.add(sections, "waits", waits);
    String address = row.node().address();
    Details.add(
        sections,
        "what was done",
        JournalDetails.facts(
            run, deed -> deed.what().contains(name) || deed.what().contains(address)));
    Details.add(sections, "log", Details.log(run, line -> line.source().equals(name)));
    return sections;
  }

  private static List<Fact> state(NodeRow row, long now) {
    String stage = row.stage().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String note = row.note().isEmpty() ? "" : ": " + row.note();
    String address = row.node().address();
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.plain(row.node().role().machineType() + " at " + address));
    facts.add(
        Fact.of(
                row.stage() == MachineStage.RUNNING ? Weight.GOOD : Weight.WAITS,
                "Talos       " + stage + note + ", for " + Times.of(now - row.since()))
            .seenBy("talosctl --nodes " + address + " get machinestatus"));
    NodeRow.Registration kubernetes = row.kubernetes();
    String since = ", for " + Times.of(now - kubernetes.since());
    Fact registered =
        switch (kubernetes.standing()) {
          case UNREGISTERED -> Fact.of(Weight.QUIET, "Kubernetes  does not know it yet");
          case NOT_READY ->
              Fact.of(Weight.WAITS, "Kubernetes  not Ready: " + kubernetes.because() + since);
          case READY -> Fact.of(Weight.GOOD, "Kubernetes  Ready" + since);
        };
    facts.add(registered.seenBy("kubectl describe node " + row.node().name()));
    return facts;
  }

  private static Fact waits(RunPicture run, PhaseRow phase, Held held, long now) {
    Fact fact = Fact.of(Weight.WAITS, phase.id() + ": " + Details.reason(held, now));
    return Equivalents.held(run, phase.id().name(), held).map(fact::seenBy).orElse(fact);
  }
}

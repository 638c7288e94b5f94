package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.Weight;
import dev.blackstart.cluster.Finding;
import dev.blackstart.phase.HandOver;
import dev.blackstart.run.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What was found wrong or unwise, the worst first, and every prerequisite that was looked at. */
final class FindingDetails {
  private FindingDetails() {}

  static List<Section> of(RunPicture run) {
    List<Section> sections = new ArrayList<>();
    List<Fact> findings = new ArrayList<>();
    run.findings().stream()
        .distinct()
        .sorted(Comparator.comparing(Finding::level))
        .forEach(finding -> findings.addAll(facts(finding)));
    sections.add(
        new Section(
            "findings",
            findings.isEmpty()
                ? List.of(Fact.of(Weight.QUIET, "nothing was found wrong or unwise"))
                : findings));
    List<Event.Checked> handed = checks(run, true);
    Details.add(
        sections,
        HandOver.title(run.phases().keySet()),
        handed.stream().map(FindingDetails::handed).toList());
    List<Event.Checked> checks = checks(run, false);
    long holds = checks.stream().filter(check -> check.findings() == 0).count();
    Details.add(
        sections,
        "preflight: " + holds + " of " + checks.size() + " checks without a remark",
        checks.stream().map(FindingDetails::fact).toList());
    Details.add(
        sections,
        "not rehearsed: what they need is not at hand",
        run.chronicle().notRehearsed().stream()
            .map(object -> Fact.of(Weight.QUIET, object))
            .toList());
    return sections;
  }

  private static List<Fact> facts(Finding finding) {
    Weight weight =
        switch (finding.level()) {
          case ERROR -> Weight.BAD;
          case WARNING -> Weight.WAITS;
          case INFO -> Weight.PLAIN;
        };
    String level = finding.level().name().toLowerCase(Locale.ROOT);
    return List.of(
        Fact.of(
                weight,
                String.format(Locale.ROOT, "%-8s %s: %s", level, finding.at(), finding.what()))
            .opening(finding.id()),
        Fact.of(Weight.STRONG, finding.remedy()).deeper(4));
  }

  /** What became of releases when they were handed over, or the prerequisites. */
  private static List<Event.Checked> checks(RunPicture run, boolean handed) {
    return run.chronicle().checks().stream()
        .filter(check -> check.check().startsWith(HandOver.CHECK) == handed)
        .toList();
  }

  private static Fact handed(Event.Checked check) {
    String release = check.check().substring(HandOver.CHECK.length());
    return Fact.of(
        check.findings() == 0 ? Weight.GOOD : Weight.WAITS,
        String.format(Locale.ROOT, "%-32s %s", release, check.asks()));
  }

  private static Fact fact(Event.Checked check) {
    boolean good = check.findings() == 0;
    String state = good ? "holds" : check.findings() + " found";
    return Fact.of(
        good ? Weight.GOOD : Weight.WAITS,
        String.format(Locale.ROOT, "%-8s %-16s %s", state, check.check(), check.asks()));
  }
}

package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Fact;
import dev.blackstart.app.look.Section;
import dev.blackstart.app.look.Weight;
import dev.blackstart.run.PhaseStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A phase as the run's events tell of it: how it stands, who holds it up, what it did. */
final class PhaseDetails {
  private PhaseDetails() {}

  static List<Section> of(RunPicture run, String id, long now) {
    Optional<PhaseRow> found =
        run.phases().values().stream().filter(row -> row.id().name().equals(id)).findFirst();
    if (found.isEmpty()) {
      return List.of();
    }
    PhaseRow row = found.get();
    List<Section> sections = new ArrayList<>();
    sections.add(new Section(id, state(run, row, now)));
    Details.add(
        sections, "waits", row.held().stream().map(held -> waits(run, row, held, now)).toList());
    Details.add(
        sections,
        "what was done",
        JournalDetails.facts(run, deed -> deed.by().equals(id) && deed.isAct()));
    Details.add(sections, "log", Details.log(run, line -> line.source().equals(id)));
    return sections;
  }

  private static List<Fact> state(RunPicture run, PhaseRow row, long now) {
    List<Fact> facts = new ArrayList<>();
    if (!row.claims().isEmpty()) {
      facts.add(Fact.of(Weight.QUIET, "claims   " + row.claims()));
    }
    Optional<String> command = Equivalents.see(run, row, row.held().stream().findFirst());
    Fact state = Fact.of(weight(row.status()), "state    " + state(run, row));
    facts.add(command.map(state::seenBy).orElse(state));
    if (row.status() != PhaseStatus.PENDING) {
      boolean counted = row.total() > 0 && !row.status().holds();
      String count = counted ? ", " + row.ready() + " of " + row.total() + " there" : "";
      facts.add(Fact.plain("took     " + Times.of(row.elapsed(now), row.budget()) + count));
    }
    if (!row.works().isEmpty()) {
      facts.add(Fact.of(Weight.WAITS, "works    " + row.works()));
    }
    row.trouble()
        .ifPresent(
            trouble -> {
              facts.add(Fact.of(Weight.BAD, "failed   " + trouble.what()));
              facts.add(
                  Fact.of(Weight.STRONG, "cure     " + trouble.remedy()).seenBy(trouble.remedy()));
            });
    return facts;
  }

  private static String state(RunPicture run, PhaseRow row) {
    String because = row.because().isEmpty() ? "" : ": " + row.because();
    return switch (row.status()) {
      case PENDING ->
          before(run, row)
              .map(other -> "not begun: comes after " + other)
              .orElse("not begun: it is next");
      case RUNNING -> "running" + because;
      case FAILED -> "failed" + because;
      case DONE, SKIPPED ->
          (row.status() == PhaseStatus.DONE ? "done" : "held before anything was done")
              + because
              + run.chronicle()
                  .verified(row.id().name())
                  .map(at -> ", verified at " + second(at))
                  .orElse("");
    };
  }

  /** Time of day in UTC, as the journal has it. */
  private static String second(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Optional<String> before(RunPicture run, PhaseRow row) {
    return run.phases().values().stream()
        .takeWhile(other -> !other.id().equals(row.id()))
        .filter(other -> !other.status().holds())
        .map(other -> other.id().name())
        .findFirst();
  }

  private static Weight weight(PhaseStatus status) {
    return switch (status) {
      case PENDING -> Weight.QUIET;
      case RUNNING -> Weight.WAITS;
      case DONE, SKIPPED -> Weight.GOOD;
      case FAILED -> Weight.BAD;
    };
  }

  private static Fact waits(RunPicture run, PhaseRow row, Held held, long now) {
    Fact fact =
        Fact.of(
            held.isRoot() ? Weight.WAITS : Weight.QUIET,
            held.who() + ": " + Details.reason(held, now));
    Fact opens =
        Equivalents.node(run, held.who()).map(node -> fact.opening(node.name())).orElse(fact);
    return Equivalents.held(run, row.id().name(), held).map(opens::seenBy).orElse(opens);
  }
}

package dev.blackstart.app;

import dev.blackstart.files.StateFolder;
import dev.blackstart.phase.Operation;
import dev.blackstart.phase.Phases;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseStatus;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a cluster stands: each claim with whether it holds.
 *
 * @param source {@code world} for facts read now, {@code journal} for what the last run saw
 */
public record Standing(String cluster, String source, Optional<String> run, List<Claim> claims) {

  /** A phase's claim, and whether it holds. */
  public record Claim(String phase, boolean holds, String because, List<Waiting> waiting) {}

  public boolean allHold() {
    return !claims.isEmpty() && claims.stream().allMatch(Claim::holds);
  }

  /** One line that says what is shown. */
  public String title() {
    String what = "cluster " + cluster;
    if (claims.isEmpty()) {
      return what + ": no run yet, and no world to ask";
    }
    return source.equals("world")
        ? what + ", facts read now" + run.map(id -> " of run " + id).orElse("")
        : what + ", as run " + run.orElse("") + " last saw it; there is no world to ask";
  }

  /** Facts of the world the last run was in; the journal's last when that has gone. */
  public static Standing of(StateFolder state, OperatorFiles files) throws InterruptedException {
    OperatorFiles.Chosen chosen = files.orExample();
    String cluster = chosen.spec().name();
    Optional<RunHistory.Past> last =
        new RunHistory(state).of(cluster).stream().reduce((older, newer) -> newer);
    if (last.isEmpty()) {
      return chosen.bundled()
          ? new Standing(cluster, "journal", Optional.empty(), List.of())
          : live(chosen, Optional.empty());
    }
    RunHistory.Past past = last.get();
    return switch (past.status().world()) {
      case LIVE -> live(files.asIn(past).orExample(), Optional.of(past.found()));
      case REHEARSAL -> past.world().isPresent() ? rehearsal(past) : journal(past);
    };
  }

  /**
   * Claims read now in the world of a run; of a live one it asks for secrets.
   *
   * @throws Failure UNREACHABLE when the world of a rehearsal has gone
   */
  public static List<Claim> now(RunHistory.Past past) throws InterruptedException {
    try (Inspection look = Inspection.of(past)) {
      Operation operation = Operation.of(past.status().options());
      return claims(Phases.of(look.spec(), operation), look.world());
    }
  }

  private static Standing rehearsal(RunHistory.Past past) throws InterruptedException {
    try (Inspection look = Inspection.of(past)) {
      return read(look, Optional.of(past.found().run().name()));
    }
  }

  private static Standing live(OperatorFiles.Chosen chosen, Optional<StateFolder.Found> run)
      throws InterruptedException {
    try (Inspection look = Inspection.live(chosen.spec(), run, chosen.charts())) {
      return read(look, Optional.empty());
    }
  }

  private static Standing read(Inspection look, Optional<String> run) throws InterruptedException {
    return new Standing(
        look.spec().name(), "world", run, claims(Phases.of(look.spec()), look.world()));
  }

  private static List<Claim> claims(List<Phase> phases, World world) throws InterruptedException {
    List<Claim> claims = new ArrayList<>();
    for (Phase phase : phases) {
      if (phase.id().name().equals("preflight")) {
        continue;
      }
      try {
        Condition condition = phase.check(world);
        claims.add(
            new Claim(
                phase.id().name(), condition.met(), condition.because(), condition.waiting()));
      } catch (Failure failure) {
        claims.add(new Claim(phase.id().name(), false, failure.what(), List.of()));
      }
    }
    return claims;
  }

  private static Standing journal(RunHistory.Past past) {
    List<Claim> claims = new ArrayList<>();
    past.status()
        .phases()
        .forEach(
            (phase, status) ->
                claims.add(new Claim(phase.name(), status.holds(), word(status), List.of())));
    return new Standing(
        past.found().cluster(), "journal", Optional.of(past.found().run().name()), claims);
  }

  private static String word(PhaseStatus status) {
    return switch (status) {
      case PENDING -> "was not reached";
      case RUNNING -> "was under way";
      case SKIPPED -> "held already";
      case DONE -> "was done";
      case FAILED -> "had failed";
    };
  }
}

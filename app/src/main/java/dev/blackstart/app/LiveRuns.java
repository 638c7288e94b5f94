package dev.blackstart.app;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.Redaction;
import dev.blackstart.files.RunLock;
import dev.blackstart.files.StateFolder;
import dev.blackstart.files.SystemTimeSource;
import dev.blackstart.phase.Phases;
import dev.blackstart.run.Event;
import dev.blackstart.run.Phase;
import dev.blackstart.run.RunId;
import dev.blackstart.run.RunStatus;
import dev.blackstart.run.Selection;
import dev.blackstart.run.Verdict;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs in the live world. */
public final class LiveRuns {
  private final TimeSource time = new SystemTimeSource();
  private final Function<Redaction, Consumer<Event>> face;

  public LiveRuns(Function<Redaction, Consumer<Event>> face) {
    this.face = face;
  }

  /** Begins a run and drives it to its end; returns the exit code. */
  public int begin(RunOrder order) {
    new RunHistory(order.state()).requireNone(order.spec().name(), World.Kind.LIVE);
    Instant start = time.wall();
    return drive(order, RunIds.fresh(start), start, Optional.empty());
  }

  /** Goes on with a run; returns the exit code. */
  public int resume(RunOrder order, RunHistory.Past past) {
    RunStatus status = past.status();
    return drive(order, past.found().run(), status.worldStart(), Optional.of(status));
  }

  private int drive(RunOrder order, RunId run, Instant start, Optional<RunStatus> past) {
    ClusterSpec spec = order.spec();
    List<Phase> phases = Phases.of(spec, order.operation());
    Selection.Range range = order.selection().within(phases);
    Path cluster = StateFolder.create(order.state().of(spec.name(), World.Kind.LIVE));
    Path folder = StateFolder.create(cluster.resolve(run.name()));
    Redaction redaction = new Redaction();
    try (RunLock lock = Locks.take(cluster, run);
        RunSession session =
            new RunSession(run, spec, World.Kind.LIVE, folder, redaction, face, time, start)) {
      if (past.isPresent()) {
        session.resume(order.operation(), phases, past.get().granted(), order.resumed());
      } else {
        session.begin(order.operation(), phases, order.journalled(Map.of()));
      }
      OpenWorld[] open = new OpenWorld[1];
      try (Interruption interruption = new Interruption(() -> lastWords(session, open))) {
        open[0] = Worlds.live(spec, folder, order.charts(), redaction, session.work());
        order.consent().into(open[0].world().ledger());
        return session.drive(open[0], phases, range, past.map(RunStatus::inputs).orElse(Map.of()));
      } catch (Failure failure) {
        return session.fail(failure);
      } finally {
        close(open);
      }
    }
  }

  private static void lastWords(RunSession session, OpenWorld[] open) {
    session.end(Verdict.INTERRUPTED, 0, List.of());
    close(open);
  }

  private static void close(OpenWorld[] open) {
    if (open[0] != null) {
      open[0].close();
    }
  }
}

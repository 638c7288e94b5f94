package dev.blackstart.app;

import dev.blackstart.app.door.EngineDoor;
import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.files.FileJournal;
import dev.blackstart.files.Redaction;
import dev.blackstart.phase.Operation;
import dev.blackstart.phase.Phases;
import dev.blackstart.run.Event;
import dev.blackstart.run.Events;
import dev.blackstart.run.Fanout;
import dev.blackstart.run.LongWork;
import dev.blackstart.run.Orders;
import dev.blackstart.run.Outline;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.RunClock;
import dev.blackstart.run.RunId;
import dev.blackstart.run.Runner;
import dev.blackstart.run.Selection;
import dev.blackstart.run.Verdict;
import dev.blackstart.run.WorkInHand;
import dev.blackstart.world.Failure;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One process's part of a run: the journal is open, events flow, and however it ends the last line
 * says how.
 */
final class RunSession implements AutoCloseable {
  private static final PhaseId PREFLIGHT = new PhaseId("preflight");

  private final RunId run;
  private final ClusterSpec spec;
  private final World.Kind kind;
  private final FileJournal journal;
  private final Events events;
  private final TimeSource wall;
  private final long startedNanos;
  private final Path folder;
  private final Fanout consoles = new Fanout();
  private final WorkInHand work = new WorkInHand();
  private volatile PhaseId now = PREFLIGHT;
  private volatile RunClock clock;
  private Orders orders = new Orders(List.of(), Map.of());
  private EngineDoor door;
  private boolean ended;
  private Duration total = Phases.TOTAL_BUDGET;
  private volatile List<String> notRehearsed = List.of();

  /**
   * @param wall time until the world's own is known; both are equal then
   */
  RunSession(
      RunId run,
      ClusterSpec spec,
      World.Kind kind,
      Path folder,
      Redaction redaction,
      Function<Redaction, Consumer<Event>> face,
      TimeSource wall,
      Instant worldStart) {
    this.run = run;
    this.spec = spec;
    this.kind = kind;
    this.folder = folder;
    this.journal = new FileJournal(folder, redaction);
    this.events = new Events(journal, List.of(face.apply(redaction), this::remember));
    this.wall = wall;
    this.startedNanos = wall.wallNanos();
    this.clock = new RunClock(wall, run, worldStart);
  }

  RunId run() {
    return run;
  }

  /** What our own side works on; what takes long is told. */
  WorkInHand work() {
    return work;
  }

  private void tellLongWork(WorkInHand.Piece piece, long wallMillis, boolean over) {
    tell(
        stamp ->
            new Event.StillWorking(
                stamp, now, piece.what(), wallMillis, piece.done(), piece.total(), over));
  }

  /** What the verdict says nothing about, and which phase is at work. */
  private void remember(Event event) {
    if (event instanceof Event.PhaseStarted started) {
      now = started.phase();
    }
    if (event instanceof Event.NotRehearsed apart) {
      notRehearsed = apart.objects();
    }
  }

  /** Opens the door to consoles and says that a new run begins. */
  void begin(Operation operation, List<Phase> phases, Map<String, String> options) {
    open(new Orders(phases, Map.of()));
    Outline outline = Phases.outline(spec, operation, phases);
    total = Phases.total(spec, operation, phases);
    events.accept(
        new Event.RunStarted(
            clock.stamp(), spec.name(), kind, outline, clock.worldStart(), options));
  }

  /**
   * Opens the door to consoles and says that a run goes on here.
   *
   * @param granted budgets the operator gave it before
   * @param options those that may differ from what it was begun with
   */
  void resume(
      Operation operation,
      List<Phase> phases,
      Map<PhaseId, Duration> granted,
      Map<String, String> options) {
    open(new Orders(phases, granted));
    Outline outline = orders.within(Phases.outline(spec, operation, phases));
    total = Phases.total(spec, operation, phases);
    events.accept(new Event.RunResumed(clock.stamp(), spec.name(), kind, outline, options));
  }

  /** A run that nobody can give orders to is still a run. */
  private void open(Orders taken) {
    orders = taken;
    consoles.background(() -> new LongWork(work, wall, this::tellLongWork).tell());
    try {
      door =
          EngineDoor.open(
              folder, run, new OrderBook(taken, this::tell), task -> consoles.background(task));
    } catch (IOException e) {
      String why = "no console can give orders: " + e.getMessage();
      tell(stamp -> new Event.Logged(stamp, PREFLIGHT, why));
    }
  }

  void tell(Function<Event.Stamp, Event> event) {
    events.accept(event.apply(clock.stamp()));
  }

  /** From now on events carry this world's time. */
  void use(TimeSource time) {
    clock = new RunClock(time, run, clock.worldStart());
  }

  /** Drives the phases and writes how it ended; returns the exit code. */
  int drive(OpenWorld open, List<Phase> phases, Selection.Range range, Map<PhaseId, String> known) {
    Runner runner = new Runner(open.world(), spec.nodes(), events, clock, open.fanout(), orders);
    try {
      Runner.Result result = runner.run(phases, range, known);
      List<Event.Objective> objectives = objectives();
      Verdict verdict = Verdict.of(kind, result, Phases.PREPARING, objectives);
      boolean done = verdict.outcome() == Event.Outcome.DONE;
      return end(verdict, result.waitedMillis(), done ? objectives : List.of());
    } catch (InterruptedException e) {
      return end(Verdict.INTERRUPTED, 0, List.of());
    }
  }

  /** Ends a run whose world could not even be opened. */
  int fail(Failure failure) {
    tell(
        stamp ->
            new Event.PhaseFailed(
                stamp, PREFLIGHT, failure.kind(), failure.what(), failure.remedy(), 0, 0));
    return end(
        Verdict.of(
            kind, Runner.Result.failed(PREFLIGHT, failure, false, 0), Phases.PREPARING, List.of()),
        0,
        List.of());
  }

  /** Writes the last line, once; whoever comes second changes nothing. */
  synchronized int end(Verdict verdict, long waitedMillis, List<Event.Objective> objectives) {
    if (!ended) {
      ended = true;
      Event.Stamp stamp = clock.stamp();
      long wallMillis = (wall.wallNanos() - startedNanos) / 1_000_000;
      events.accept(
          new Event.RunEnded(
              stamp,
              verdict.outcome(),
              verdict.exit(),
              stamp.worldMillis(),
              wallMillis,
              Math.max(0, wallMillis - waitedMillis),
              word(verdict),
              objectives,
              notRehearsed));
      leave();
    }
    return verdict.exit();
  }

  private Optional<String> word(Verdict verdict) {
    if (kind == World.Kind.LIVE) {
      return Optional.empty();
    }
    return switch (verdict.outcome()) {
      case DONE -> Optional.of(verdict.exit() == 0 ? "passed" : "missed");
      case FAILED -> Optional.of("missed");
      case INTERRUPTED -> Optional.empty();
    };
  }

  private List<Event.Objective> objectives() {
    if (kind == World.Kind.LIVE) {
      return List.of();
    }
    return List.of(new Event.Objective("total", total.toMillis(), clock.stamp().worldMillis()));
  }

  /** Nobody can give orders to a run that is over. */
  private void leave() {
    if (door != null) {
      door.close();
    }
  }

  @Override
  public void close() {
    leave();
    consoles.close();
    journal.close();
  }
}

package dev.blackstart.run;

import dev.blackstart.cluster.Finding;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Signal;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One phase at work: what it says and what it waits for become events. */
final class PhaseWork implements Progress {
  /** World time after which a silent wait looks again and says so. */
  private static final Duration HEARTBEAT = Duration.ofMinutes(1);

  /** World time between two tellings of the count, or of who holds it up. */
  private static final Duration BETWEEN_TELLINGS = Duration.ofSeconds(5);

  /** World time between two tellings when only reasons have changed. */
  private static final Duration BETWEEN_REASONS = Duration.ofSeconds(20);

  private final Phase phase;
  private final TimeSource time;
  private final Signal changes;
  private final RunClock clock;
  private final NodeWatch nodes;
  private final Consumer<Event> events;
  private final Fanout fanout;
  private final Orders orders;
  private final Instant began;
  private final Rests rests = new Rests();
  private String told = "";
  private String toldFrontier = "";
  private boolean owes;
  private Instant toldAt = Instant.EPOCH;
  private long waitedMillis;

  PhaseWork(
      Phase phase,
      TimeSource time,
      Signal changes,
      RunClock clock,
      NodeWatch nodes,
      Consumer<Event> events,
      Fanout fanout,
      Orders orders) {
    this.phase = phase;
    this.time = time;
    this.changes = changes;
    this.clock = clock;
    this.nodes = nodes;
    this.events = events;
    this.fanout = fanout;
    this.orders = orders;
    this.began = time.now();
  }

  /** Wall milliseconds spent waiting for the world. */
  long waitedMillis() {
    return waitedMillis;
  }

  @Override
  public void finding(Finding finding) {
    events.accept(new Event.FindingMade(clock.stamp(), phase.id(), finding));
  }

  @Override
  public void notRehearsed(List<String> objects) {
    events.accept(new Event.NotRehearsed(clock.stamp(), phase.id(), List.copyOf(objects)));
  }

  @Override
  public void log(String line) {
    events.accept(new Event.Logged(clock.stamp(), phase.id(), line));
  }

  @Override
  public void did(String what, List<String> byHand) {
    events.accept(new Event.Acted(clock.stamp(), phase.id(), what, List.copyOf(byHand)));
  }

  @Override
  public void checked(String check, String asks, int findings) {
    events.accept(new Event.Checked(clock.stamp(), phase.id(), check, asks, findings));
  }

  @Override
  public Fanout fanout() {
    return fanout;
  }

  @Override
  public void report(Condition condition) {
    String frontier = frontier(condition);
    String now = frontier + condition.waiting();
    Duration pause = frontier.equals(toldFrontier) ? BETWEEN_REASONS : BETWEEN_TELLINGS;
    owes = !now.equals(told) && time.now().isBefore(toldAt.plus(pause));
    if (owes || now.equals(told)) {
      return;
    }
    told = now;
    toldFrontier = frontier;
    toldAt = time.now();
    events.accept(
        switch (phase.subject()) {
          case RELEASE ->
              new Event.ReleaseReported(
                  clock.stamp(),
                  phase.id(),
                  phase.id().name(),
                  condition.ready(),
                  condition.total(),
                  condition.waiting());
          case FLUX ->
              new Event.FluxReported(
                  clock.stamp(),
                  condition.because(),
                  condition.ready(),
                  condition.total(),
                  condition.waiting());
          case NODES, OBJECTS ->
              new Event.Progressed(
                  clock.stamp(),
                  phase.id(),
                  condition.because(),
                  condition.ready(),
                  condition.total(),
                  condition.waiting());
        });
  }

  /**
   * Only what Flux brings may be thousands of objects. A look at a few that takes long waits for an
   * API server that is far away or at work, and a rest would only tell later that all is done.
   */
  private Duration rest(Stopwatch look) {
    return switch (phase.subject()) {
      case FLUX -> rests.after(look.wall());
      case NODES, OBJECTS, RELEASE -> Duration.ZERO;
    };
  }

  private static Duration shorter(Duration some, Duration other) {
    return some.compareTo(other) < 0 ? some : other;
  }

  /** How far it is, and who has to change for it to go on. */
  private static String frontier(Condition condition) {
    return condition.waiting().stream()
        .filter(Waiting::isRoot)
        .map(Waiting::who)
        .collect(Collectors.joining("|", condition.ready() + "/" + condition.total() + "|", ""));
  }

  @Override
  public void until(Supplier<Condition> condition) throws InterruptedException {
    Stopwatch whole = new Stopwatch(time);
    long waitedBefore = waitedMillis;
    Set<String> on = new TreeSet<>();
    try {
      while (true) {
        long seen = changes.version();
        long heard = orders.changes().version();
        Stopwatch look = new Stopwatch(time);
        Condition now = condition.get();
        Duration rest = rest(look);
        nodes.look(phase.id());
        if (now.met()) {
          return;
        }
        orders.obey();
        report(now);
        now.waiting().forEach(waiting -> on.add(waiting.who()));
        Duration left = Duration.between(time.now(), began.plus(budget()));
        if (left.isNegative() || left.isZero()) {
          throw timedOut(now);
        }
        Stopwatch one = new Stopwatch(time);
        Duration pause = owes ? BETWEEN_TELLINGS : HEARTBEAT;
        if (!rest.isZero()) {
          time.await(orders.changes(), heard, shorter(left, rest));
        }
        time.await(changes, seen, shorter(left, pause));
        rests.rested(Duration.ofMillis(one.worldMillis()));
        waitedMillis += one.wallMillis();
      }
    } finally {
      if (waitedMillis > waitedBefore) {
        events.accept(
            new Event.Waited(
                clock.stamp(),
                phase.id(),
                List.copyOf(on),
                whole.worldMillis(),
                waitedMillis - waitedBefore));
      }
    }
  }

  @Override
  public boolean patient() {
    return budget().compareTo(phase.budget()) > 0;
  }

  private Duration budget() {
    return orders.budget(phase);
  }

  private Failure timedOut(Condition last) {
    String reasons =
        last.waiting().stream()
            .filter(Waiting::isRoot)
            .limit(3)
            .map(Waiting::toString)
            .collect(Collectors.joining("; "));
    return new Failure(
        Failure.Kind.TIMED_OUT,
        phase.id()
            + " is not true after "
            + budget().toMinutes()
            + " min: "
            + (reasons.isEmpty() ? last.because() : reasons),
        "cure that and run: blackstart resume, or give it longer by budgets."
            + phase.id()
            + " in blackstart.yaml");
  }
}

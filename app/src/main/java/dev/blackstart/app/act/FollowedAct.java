package dev.blackstart.app.act;

import dev.blackstart.app.Acting;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineReport.ServiceState;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.NodeDiagnostics.NodeEvent;
import dev.blackstart.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * An act on a node that is followed to its end: by the events that carry its id as long as the node
 * lives, then by who answers at its address and in which boot.
 */
public final class FollowedAct {
  private static final Duration LOOK = Duration.ofSeconds(2);

  /** A machine that is silent for so long has not only restarted its API. */
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private final Acting acting;
  private final World world;
  private final Node node;
  private final NodeAct act;
  private final Progress progress;
  private final AtomicReference<String> broken = new AtomicReference<>("");
  private Optional<String> boot = Optional.empty();
  private boolean wasReady;
  private boolean hadEtcd;
  private Optional<Instant> silentSince = Optional.empty();

  /**
   * @param lines told how it goes on
   */
  public FollowedAct(Acting acting, Node node, NodeAct act, Consumer<String> lines) {
    this.acting = acting;
    this.world = acting.world();
    this.node = node;
    this.act = act;
    this.progress = new Progress(world.time(), lines);
  }

  /**
   * How it ended.
   *
   * @param took world time
   * @param state where the machine is now, in words
   */
  public record Ended(Duration took, String state) {}

  /**
   * Asks for it and does not wait; returns the id its events carry.
   *
   * @throws Failure REFUSED, UNREACHABLE
   */
  public String ask() {
    return act.ask(world.operations(), node);
  }

  /**
   * Asks for it and waits for its end.
   *
   * @param timeout world time
   * @throws Failure REFUSED when the node does not agree or does not do it, UNREACHABLE, TIMED_OUT
   */
  public Ended follow(Duration timeout) throws InterruptedException {
    MachineReport before = world.machines().report(node);
    // At any other stage Talos calls itself ready, whatever it does.
    wasReady =
        before.reach() == Reach.OURS && before.stage() == MachineStage.RUNNING && before.ready();
    hadEtcd = hasEtcd(before);
    boot = world.operations().bootId(node);
    if (boot.isEmpty() && before.reach() == Reach.OURS && act.end() != NodeAct.End.OFF) {
      throw refused("does not tell which boot it is in, so nobody could see its end");
    }
    ActEvents events =
        new ActEvents(acting.inspection().diagnostics(), node, world.time(), this::take);
    Future<?> following = acting.inspection().fanout().background(events);
    try {
      events.awaitStanding();
      String actor = ask();
      progress.say("agreed");
      events.of(actor);
      return await(timeout);
    } finally {
      following.cancel(true);
    }
  }

  private Ended await(Duration timeout) throws InterruptedException {
    Instant until = world.time().now().plus(timeout);
    while (true) {
      long seen = world.machines().changes().version();
      MachineReport report = world.machines().report(node);
      progress.report(report);
      if (!broken.get().isEmpty()) {
        throw refused("did not go through with the " + act.verb() + ": " + broken.get());
      }
      if (isOver(report)) {
        return new Ended(progress.sinceBegan(), state(report));
      }
      if (!world.time().now().isBefore(until)) {
        throw timedOut(timeout, report);
      }
      world.time().await(world.machines().changes(), seen, LOOK);
    }
  }

  private boolean isOver(MachineReport report) {
    return switch (act.end()) {
      case RUNNING -> isRunningAgain(report);
      case ANSWERING -> report.reach() == Reach.OURS && isAnotherBoot();
      case MAINTENANCE -> {
        if (report.reach() == Reach.OURS && isAnotherBoot()) {
          throw refused("started again with the config it had: the reset did not happen");
        }
        yield report.reach() == Reach.MAINTENANCE;
      }
      case OFF -> isSilent(report);
    };
  }

  private boolean isRunningAgain(MachineReport report) {
    boolean settled =
        report.reach() == Reach.OURS
            && report.stage() == MachineStage.RUNNING
            && (report.ready() || !wasReady)
            && (hasEtcd(report) || !hadEtcd);
    return settled && isAnotherBoot() && hasItsVersion(report);
  }

  private boolean hasItsVersion(MachineReport report) {
    if (!(act instanceof NodeAct.Upgrade upgrade) || upgrade.version().isEmpty()) {
      return true;
    }
    boolean arrived = report.talosVersion().equals(upgrade.version());
    // A staged upgrade starts the machine once more to be done.
    if (!arrived && !upgrade.stage()) {
      throw refused(
          "came back with Talos "
              + report.talosVersion().orElse("of an unknown version")
              + " instead of "
              + upgrade.version().get());
    }
    return arrived;
  }

  private boolean isAnotherBoot() {
    Optional<String> now = world.operations().bootId(node);
    return now.isPresent() && !now.equals(boot);
  }

  private boolean isSilent(MachineReport report) {
    Instant now = world.time().now();
    if (report.reach() != Reach.UNREACHABLE) {
      silentSince = Optional.empty();
      return false;
    }
    silentSince = Optional.of(silentSince.orElse(now));
    return Duration.between(silentSince.get(), now).compareTo(SILENCE) >= 0;
  }

  private static boolean hasEtcd(MachineReport report) {
    return report.service("etcd").flatMap(ServiceState::healthy).filter(fine -> fine).isPresent();
  }

  private void take(NodeEvent event) {
    progress.event(event);
    if (event.error()) {
      broken.compareAndSet("", event.text());
    }
  }

  private String state(MachineReport report) {
    return switch (act.end()) {
      case OFF -> "is off";
      case MAINTENANCE -> "is in maintenance mode";
      case RUNNING, ANSWERING ->
          "runs another boot"
              + report.talosVersion().map(version -> " of Talos " + version).orElse("");
    };
  }

  private Failure refused(String what) {
    return new Failure(
        Failure.Kind.REFUSED,
        node.name() + " (" + node.address() + ") " + what,
        "see what it says: blackstart node " + node.name() + " dmesg, and events");
  }

  private static String words(Duration timeout) {
    return timeout.toMinutes() < 2 ? timeout.toSeconds() + " s" : timeout.toMinutes() + " min";
  }

  private Failure timedOut(Duration timeout, MachineReport report) {
    return new Failure(
        Failure.Kind.TIMED_OUT,
        node.name()
            + " ("
            + node.address()
            + ") is not through with its "
            + act.verb()
            + " after "
            + words(timeout)
            + ": "
            + switch (report.reach()) {
              case UNREACHABLE -> "it does not answer";
              case MAINTENANCE -> "it is in maintenance mode";
              case FOREIGN -> "it answers as another cluster's";
              case OURS -> report.note().isEmpty() ? "it answers" : report.note();
            },
        "look at its console; it goes on by itself, and blackstart nodes tells when it is back");
  }
}

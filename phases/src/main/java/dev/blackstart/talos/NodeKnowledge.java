package dev.blackstart.talos;

import dev.blackstart.cluster.Node;
import dev.blackstart.world.MachineReport;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineReport.ServiceState;
import dev.blackstart.world.MachineStage;
import dev.blackstart.world.Signal;
import dev.blackstart.world.TimeSource;
import dev.blackstart.world.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * The newest knowledge about one node. Whoever learns something writes it here, from any thread.
 */
final class NodeKnowledge {
  private final TimeSource time;
  private final Signal changes;
  private final CountDownLatch settled = new CountDownLatch(1);
  private MachineReport report;

  NodeKnowledge(Node node, TimeSource time, Signal changes) {
    this.time = time;
    this.changes = changes;
    this.report =
        new MachineReport(
            node,
            Reach.UNREACHABLE,
            MachineStage.UNKNOWN,
            false,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            "not asked yet",
            time.now());
  }

  synchronized MachineReport report() {
    return report;
  }

  /** Waits until the node was looked at once. */
  void awaitSettled(Duration atMost) throws InterruptedException {
    settled.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  void silent(String note) {
    change(now -> blank(now, Reach.UNREACHABLE, note));
    settled.countDown();
  }

  void foreign(String note) {
    change(now -> blank(now, Reach.FOREIGN, note));
    settled.countDown();
  }

  /**
   * What a node says of itself.
   *
   * @param unmet Talos's conditions that do not hold
   */
  record Status(MachineStage stage, boolean ready, List<Waiting> unmet) {
    static final Status UNKNOWN = new Status(MachineStage.UNKNOWN, false, List.of());
  }

  /** Somebody answers: everything that was read of them, told at once. */
  void answers(
      Reach reach,
      Optional<String> fingerprint,
      Optional<String> version,
      Status status,
      List<ServiceState> services,
      String note) {
    change(
        now ->
            new MachineReport(
                now.node(),
                reach,
                status.stage(),
                status.ready(),
                status.unmet(),
                fingerprint,
                version,
                services,
                note,
                now.since()));
    settled.countDown();
  }

  void status(Status status) {
    change(
        now ->
            new MachineReport(
                now.node(),
                now.reach(),
                status.stage(),
                status.ready(),
                status.unmet(),
                now.fingerprint(),
                now.talosVersion(),
                now.services(),
                now.note(),
                now.since()));
  }

  void services(List<ServiceState> services) {
    change(
        now ->
            new MachineReport(
                now.node(),
                now.reach(),
                now.stage(),
                now.ready(),
                now.unmet(),
                now.fingerprint(),
                now.talosVersion(),
                services,
                now.note(),
                now.since()));
  }

  void note(String note) {
    change(
        now ->
            new MachineReport(
                now.node(),
                now.reach(),
                now.stage(),
                now.ready(),
                now.unmet(),
                now.fingerprint(),
                now.talosVersion(),
                now.services(),
                note,
                now.since()));
  }

  private static MachineReport blank(MachineReport now, Reach reach, String note) {
    return new MachineReport(
        now.node(),
        reach,
        MachineStage.UNKNOWN,
        false,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        note,
        now.since());
  }

  private void change(UnaryOperator<MachineReport> change) {
    synchronized (this) {
      MachineReport next = change.apply(report);
      if (next.equals(report)) {
        return;
      }
      boolean moved = next.reach() != report.reach() || next.stage() != report.stage();
      report = moved ? entered(next) : next;
    }
    changes.raise();
  }

  private MachineReport entered(MachineReport next) {
    return new MachineReport(
        next.node(),
        next.reach(),
        next.stage(),
        next.ready(),
        next.unmet(),
        next.fingerprint(),
        next.talosVersion(),
        next.services(),
        next.note(),
        time.now());
  }
}

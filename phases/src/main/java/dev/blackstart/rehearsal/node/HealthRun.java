package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.wire.Feed;
import dev.talos.api.cluster.HealthCheckProgress;
import dev.talos.api.cluster.HealthCheckRequest;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/**
 * A cluster health check that a node runs for a caller (Talos 1.12): one check after the other,
 * each asked again until it holds or its time is up; every change of its answer is a line.
 */
final class HealthRun {
  private final Boot boot;
  private final Feed<HealthCheckProgress> caller;
  private final Instant deadline;
  private final Deque<HealthChecks.Check> left;
  private final AtomicBoolean over = new AtomicBoolean();
  private Instant began;
  private String last = "";

  private HealthRun(
      Boot boot,
      Feed<HealthCheckProgress> caller,
      Instant deadline,
      Deque<HealthChecks.Check> left) {
    this.boot = boot;
    this.caller = caller;
    this.deadline = deadline;
    this.left = left;
    this.began = boot.machinery().agenda().now();
  }

  static void start(Boot boot, HealthCheckRequest request, Feed<HealthCheckProgress> caller) {
    List<String> controlPlanes = request.getClusterInfo().getControlPlaneNodesList();
    List<String> workers = request.getClusterInfo().getWorkerNodesList();
    HealthChecks checks =
        controlPlanes.isEmpty() && workers.isEmpty()
            ? HealthChecks.discovered(boot)
            : new HealthChecks(boot, controlPlanes, workers);
    send(
        caller,
        checks.nodes().stream()
            .map(address -> '"' + address + '"')
            .collect(Collectors.joining(" ", "discovered nodes: [", "]")));
    Duration patience =
        Duration.ofSeconds(
            request.getWaitTimeout().getSeconds(), request.getWaitTimeout().getNanos());
    Instant deadline = boot.machinery().agenda().now().plus(patience);
    HealthRun run = new HealthRun(boot, caller, deadline, new ArrayDeque<>(checks.all()));
    caller.whenGone(() -> run.over.set(true));
    boot.machinery().agenda().execute(run::step);
  }

  private void step() {
    while (!over.get()) {
      HealthChecks.Check check = left.peek();
      if (check == null) {
        caller.end();
        return;
      }
      if (last.isEmpty()) {
        say(check, "...");
      }
      Optional<String> problem = check.problem().get();
      if (problem.isPresent() && !problem.get().equals(HealthChecks.SKIP)) {
        say(check, problem.get());
        wait(check);
        return;
      }
      say(check, problem.orElse("OK"));
      left.remove();
      last = "";
      began = boot.machinery().agenda().now();
    }
  }

  private void wait(HealthChecks.Check check) {
    Instant now = boot.machinery().agenda().now();
    Instant until = began.plus(check.timeout());
    Instant end = until.isBefore(deadline) ? until : deadline;
    if (now.isBefore(end)) {
      Duration pause = Duration.between(now, end);
      boot.machinery()
          .agenda()
          .after(pause.compareTo(check.interval()) < 0 ? pause : check.interval(), this::step);
    } else {
      caller.fail(Status.DEADLINE_EXCEEDED.withDescription("context deadline exceeded"));
    }
  }

  private void say(HealthChecks.Check check, String answer) {
    String line = "waiting for " + check.description() + ": " + answer.strip();
    if (!line.equals(last)) {
      last = line;
      send(caller, line);
    }
  }

  private static void send(Feed<HealthCheckProgress> caller, String line) {
    caller.send(HealthCheckProgress.newBuilder().setMessage(line).build());
  }
}

package dev.blackstart.rehearsal.node;

import com.google.protobuf.Timestamp;
import dev.talos.api.machine.ServiceEvent;
import dev.talos.api.machine.ServiceEvents;
import dev.talos.api.machine.ServiceHealth;
import dev.talos.api.machine.ServiceInfo;
import dev.talos.api.machine.ServiceStateEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A service of one boot. Changes only within a turn. */
final class Service {
  private static final int EVENTS_KEPT = 64;

  /** The year 1, which Go's zero time is. */
  private static final Timestamp NEVER = Timestamp.newBuilder().setSeconds(-62135596800L).build();

  private final Boot boot;
  private final ServicePlan plan;
  private final Deque<ServiceEvent> events = new ArrayDeque<>();
  private ServiceState state = ServiceState.INITIALIZED;
  private ServiceHealth health =
      ServiceHealth.newBuilder().setUnknown(true).setLastChange(NEVER).build();
  private boolean checking;
  private Optional<String> waiting = Optional.empty();
  private int life;
  private int pid;

  Service(Boot boot, ServicePlan plan) {
    this.boot = boot;
    this.plan = plan;
  }

  String id() {
    return plan.id();
  }

  ServiceState state() {
    return state;
  }

  boolean isRunning() {
    return state == ServiceState.RUNNING;
  }

  boolean isHealthUnknown() {
    return health.getUnknown();
  }

  boolean isHealthy() {
    return health.getHealthy();
  }

  /** Running, and healthy where that can be told. */
  boolean isUp() {
    return isRunning() && (plan.firstCheck().isEmpty() || health.getHealthy());
  }

  void start() {
    life++;
    enter(ServiceState.STARTING, "Starting service");
    if (plan.waitsFor().isEmpty()) {
      prepare();
      return;
    }
    waiting = Optional.of("");
    settle();
  }

  /** Looks whether what it waits for has come, and whether its health is another. */
  void settle() {
    if (waiting.isPresent()) {
      Optional<String> missing = plan.waitsFor().orElseThrow().apply(boot);
      if (missing.isEmpty()) {
        waiting = Optional.empty();
        prepare();
      } else if (!missing.equals(waiting)) {
        waiting = missing;
        enter(ServiceState.WAITING, "Waiting for " + missing.get());
      }
    }
    if (checking) {
      check();
    }
  }

  void stop(String why, ServiceState last) {
    if (state.isOver() || state == ServiceState.INITIALIZED) {
      return;
    }
    life++;
    waiting = Optional.empty();
    checking = false;
    health = ServiceHealth.newBuilder().setUnknown(true).setLastChange(boot.timestamp()).build();
    if (isRunning()) {
      enter(ServiceState.STOPPING, "Sending SIGTERM to task " + id());
    }
    enter(last, why);
  }

  /** It could not start, for good. */
  void fail(String why) {
    life++;
    waiting = Optional.empty();
    checking = false;
    enter(ServiceState.FAILED, why);
  }

  ServiceInfo described() {
    return ServiceInfo.newBuilder()
        .setId(id())
        .setState(state.word())
        .setEvents(ServiceEvents.newBuilder().addAllEvents(events))
        .setHealth(health)
        .build();
  }

  /** What it said last. */
  String lastMessage() {
    return events.isEmpty() ? "" : events.getLast().getMsg();
  }

  private void prepare() {
    int current = life;
    enter(ServiceState.PREPARING, "Running pre state");
    plan.pre()
        .start(
            boot,
            () -> {
              if (life == current) {
                enter(ServiceState.PREPARING, "Creating service runner");
                plan.run().start(boot, () -> running(current));
              }
            });
  }

  /** Of its process; 0 while there is none. */
  int pid() {
    return isRunning() ? pid : 0;
  }

  private void running(int current) {
    if (life != current) {
      return;
    }
    pid = boot.nextPid();
    enter(ServiceState.RUNNING, String.format(plan.running(), pid));
    ProcessLog.started(boot, id());
    plan.firstCheck()
        .ifPresent(
            delay ->
                boot.after(
                    delay,
                    () -> {
                      if (life == current) {
                        checking = true;
                        check();
                      }
                    }));
  }

  private void check() {
    boolean healthy = plan.healthy().test(boot);
    if (!health.getUnknown() && health.getHealthy() == healthy) {
      return;
    }
    String problem = healthy ? "" : "context deadline exceeded";
    health =
        ServiceHealth.newBuilder()
            .setHealthy(healthy)
            .setLastMessage(problem)
            .setLastChange(boot.timestamp())
            .build();
    enter(
        ServiceState.RUNNING,
        healthy ? "Health check successful" : "Health check failed: " + problem);
  }

  private void enter(ServiceState next, String message) {
    state = next;
    events.addLast(
        ServiceEvent.newBuilder()
            .setMsg(message)
            .setState(next.word())
            .setTs(boot.timestamp())
            .build());
    if (events.size() > EVENTS_KEPT) {
      events.removeFirst();
    }
    boot.say(
        ServiceStateEvent.newBuilder()
            .setService(id())
            .setAction(next.action())
            .setMessage(message)
            .setHealth(health)
            .build());
    boot.log("service[" + id() + "](" + next.word() + "): " + message);
    boot.touched();
  }
}

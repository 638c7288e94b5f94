package dev.blackstart.rehearsal.node;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** The services of one boot, by id. Changes only within a turn. */
final class Services {
  private static final Set<String> EPHEMERAL = Set.of("cri", "etcd", "kubelet", "trustd");

  private final Boot boot;
  private final TreeMap<String, Service> byId = new TreeMap<>();
  private final List<Waiter> waiters = new ArrayList<>();

  private record Waiter(BooleanSupplier condition, Runnable act) {}

  Services(Boot boot) {
    this.boot = boot;
  }

  Collection<Service> all() {
    return byId.values();
  }

  Optional<Service> get(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  boolean isUp(String id) {
    return get(id).map(Service::isUp).orElse(false);
  }

  boolean isRunning(String id) {
    return get(id).map(Service::isRunning).orElse(false);
  }

  /** Registers a service and starts it; one of the same id is replaced. */
  void start(ServicePlan plan) {
    Service service = new Service(boot, plan);
    byId.put(plan.id(), service);
    service.start();
  }

  /** Starts it and is done when it is up. */
  Work starting(ServicePlan plan) {
    return (boot, done) -> {
      start(plan);
      when(() -> isUp(plan.id()), done);
    };
  }

  /** Does something once a condition holds; it is looked at whenever a node changes. */
  void when(BooleanSupplier condition, Runnable act) {
    if (condition.getAsBoolean()) {
      act.run();
    } else {
      waiters.add(new Waiter(condition, act));
    }
  }

  void settle() {
    new ArrayList<>(byId.values()).forEach(Service::settle);
    List<Runnable> due = new ArrayList<>();
    for (Iterator<Waiter> each = waiters.iterator(); each.hasNext(); ) {
      Waiter waiter = each.next();
      if (waiter.condition().getAsBoolean()) {
        each.remove();
        due.add(waiter.act());
      }
    }
    due.forEach(Runnable::run);
  }

  /** Registers a service that somebody else starts. */
  void load(ServicePlan plan) {
    byId.put(plan.id(), new Service(boot, plan));
    boot.touched();
  }

  /**
   * @param ephemeral only those that live on /var
   */
  void stop(boolean ephemeral) {
    byId.values().stream()
        .filter(service -> !ephemeral || EPHEMERAL.contains(service.id()))
        .forEach(service -> service.stop("Service finished successfully", ServiceState.FINISHED));
    if (!ephemeral) {
      boot.feeds().close();
      boot.node().front().close();
    }
  }
}

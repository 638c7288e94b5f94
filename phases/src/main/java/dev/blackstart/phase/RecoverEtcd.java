package dev.blackstart.phase;

import dev.blackstart.cluster.ClusterSpec;
import dev.blackstart.cluster.Node;
import dev.blackstart.run.Condition;
import dev.blackstart.run.Phase;
import dev.blackstart.run.PhaseId;
import dev.blackstart.run.Progress;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport.ServiceState;
import dev.blackstart.world.Machines.BootstrapAnswer;
import dev.blackstart.world.Waiting;
import dev.blackstart.world.World;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Etcd was started from a snapshot, on one control plane that is chosen once. */
final class RecoverEtcd implements Phase {
  private static final String ORDERED = "etcd.recover.ordered";

  private final ClusterSpec spec;
  private final Operation.Rebuild order;
  private final Duration budget;

  RecoverEtcd(ClusterSpec spec, Operation.Rebuild order, Duration budget) {
    this.spec = spec;
    this.order = order;
    this.budget = budget;
  }

  @Override
  public PhaseId id() {
    return new PhaseId("recover");
  }

  @Override
  public String claims() {
    return "etcd was started from the snapshot on one control plane";
  }

  @Override
  public Duration budget() {
    return budget;
  }

  @Override
  public Subject subject() {
    return Subject.NODES;
  }

  @Override
  public String inputs(World world) {
    return order.digest();
  }

  @Override
  public Condition check(World world) {
    Node node = chosen(world);
    if (world.ledger().choice(ORDERED).isEmpty()) {
      return Condition.unmet("etcd was not started from the snapshot yet");
    }
    Optional<ServiceState> etcd = world.machines().report(node).service("etcd");
    if (etcd.map(state -> state.state().equals("Failed")).orElse(false)) {
      throw new Failure(
          Failure.Kind.REFUSED,
          "etcd on "
              + node.name()
              + " does not start from the snapshot: "
              + etcd.get().lastMessage(),
          "see why: blackstart node "
              + node.name()
              + " logs etcd; then rebuild from another snapshot");
    }
    return world.machines().etcdMembers(node).isEmpty()
        ? Condition.unmet(
            "etcd does not answer yet",
            List.of(new Waiting(node.name(), etcd.map(RecoverEtcd::told).orElse("no etcd yet"))))
        : Condition.met("etcd on " + node.name() + " answers");
  }

  private static String told(ServiceState etcd) {
    return "etcd is " + etcd.state() + ": " + etcd.lastMessage();
  }

  @Override
  public void run(World world, Progress progress) throws InterruptedException {
    Node node = chosen(world);
    if (world.ledger().choice(BootstrapEtcd.CHOICE).isEmpty()) {
      world.ledger().choose(BootstrapEtcd.CHOICE, node.address());
    }
    progress.until(
        () -> {
          Condition now = check(world);
          if (!now.met() && world.ledger().choice(ORDERED).isEmpty()) {
            return recover(world, node, progress);
          }
          return now;
        });
  }

  private Node chosen(World world) {
    return world
        .ledger()
        .choice(BootstrapEtcd.CHOICE)
        .map(spec::node)
        .orElseGet(() -> spec.controlPlanes().getFirst());
  }

  private Condition recover(World world, Node node, Progress progress) {
    for (Node each : spec.controlPlanes()) {
      Optional<ServiceState> etcd = world.machines().report(each).service("etcd");
      if (!world.machines().etcdMembers(each).isEmpty()) {
        throw new Failure(
            Failure.Kind.REFUSED,
            "etcd on " + each.name() + " has data already",
            "wipe it first: blackstart rebuild --wipe ephemeral");
      }
      if (etcd.map(state -> !state.state().equals("Preparing")).orElse(true)) {
        return Condition.unmet(
            "etcd is not ready for a recovery",
            List.of(new Waiting(each.name(), etcd.map(RecoverEtcd::told).orElse("no etcd yet"))));
      }
    }
    try {
      upload(world, node);
      BootstrapAnswer answer = world.operations().recoverEtcd(node, order.skipHashCheck());
      switch (answer) {
        case ACCEPTED -> {
          world.ledger().choose(ORDERED, order.digest());
          progress.did(
              "started etcd on " + node.name() + " from " + order.snapshot(),
              ByHand.recover(node, order));
        }
        case ALREADY_BOOTSTRAPPED ->
            // The order before a kill was heard: nobody else gives it under our lock.
            world.ledger().choose(ORDERED, order.digest());
        case NOT_YET -> {}
      }
    } catch (Failure failure) {
      if (failure.retryable()) {
        return Condition.unmet(
            "etcd is not ready for a recovery", List.of(new Waiting(node.name(), failure.what())));
      }
      throw failure;
    }
    return check(world);
  }

  private void upload(World world, Node node) {
    Path file = Path.of(order.snapshot());
    try (InputStream snapshot = Files.newInputStream(file)) {
      world.operations().uploadEtcdSnapshot(node, snapshot);
    } catch (IOException e) {
      throw new Failure(
          Failure.Kind.INPUT, "cannot read " + file + ": " + e.getMessage(), "check the path", e);
    }
  }
}

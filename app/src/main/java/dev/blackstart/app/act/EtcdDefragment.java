package dev.blackstart.app.act;

import dev.blackstart.app.Acting;
import dev.blackstart.app.act.EtcdLook.Told;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.Machines;
import dev.blackstart.world.NodeOperations.EtcdStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives the free space of etcd's databases back: one member at a time, the leader last. */
public final class EtcdDefragment {
  private static final Duration HEALTHY_AGAIN = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Acting on;
  private final EtcdLook look;

  public EtcdDefragment(Acting on) {
    this.on = on;
    this.look = new EtcdLook(on.inspection());
  }

  /**
   * One member that was done.
   *
   * @param before bytes of its database file
   */
  public record Done(Node node, long before, long after) {}

  /**
   * Does it on one node, or on every control plane.
   *
   * @param done told of each as it is done
   * @throws Failure REFUSED, UNREACHABLE, TIMED_OUT; then those after it are left as they were
   */
  public List<Done> run(Optional<String> called, Consumer<Done> done) throws InterruptedException {
    List<Told> members =
        new ArrayList<>(
            called.isPresent() ? List.of(look.told(on.node(called.get()))) : look.everyone());
    for (Told each : members) {
      if (each.status().isEmpty()) {
        throw new Failure(
            Failure.Kind.UNREACHABLE,
            each.problem(),
            "nothing was touched; etcd answers nobody on a member that is defragmented, so all"
                + " others must be well: blackstart etcd status");
      }
    }
    members.sort(Comparator.comparing(Told::leads));
    List<Done> all = new ArrayList<>();
    for (Told each : members) {
      all.add(one(each.node(), each.status().orElseThrow()));
      done.accept(all.getLast());
    }
    return all;
  }

  private Done one(Node node, EtcdStatus before) throws InterruptedException {
    on.world().operations().defragmentEtcd(node);
    return new Done(node, before.size(), again(node).size());
  }

  /** The next one waits until this one is well again. */
  private EtcdStatus again(Node node) throws InterruptedException {
    Machines machines = on.world().machines();
    Instant until = on.world().time().now().plus(HEALTHY_AGAIN);
    while (on.world().time().now().isBefore(until)) {
      long seen = machines.changes().version();
      Told told = look.told(node);
      if (told.status().isPresent() && look.isHealthy(node)) {
        return told.status().get();
      }
      on.world().time().await(machines.changes(), seen, LOOK);
    }
    throw new Failure(
        Failure.Kind.TIMED_OUT,
        "etcd on " + node.name() + " is not healthy again after its defragmentation",
        "see blackstart node " + node.name() + " logs etcd; those after it were left as they were");
  }
}

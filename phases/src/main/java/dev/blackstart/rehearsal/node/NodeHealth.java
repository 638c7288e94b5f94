package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.etcd.EtcdMember;
import dev.blackstart.world.MachineStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The part of a health check that asks nodes, not Kubernetes; within a turn. */
final class NodeHealth {
  private static final long MIB = 1L << 20;

  private final Boot boot;
  private final List<String> controlPlanes;
  private final List<String> nodes;

  NodeHealth(Boot boot, List<String> controlPlanes, List<String> nodes) {
    this.boot = boot;
    this.controlPlanes = controlPlanes;
    this.nodes = nodes;
  }

  /** Every node's API answers. */
  Optional<String> answer() {
    return each(nodes, life -> Optional.empty());
  }

  /** Asks each of these nodes; one that does not answer is a problem of its own. */
  private Optional<String> each(List<String> addresses, Function<Boot, Optional<String>> ask) {
    List<String> problems = new ArrayList<>();
    for (String address : addresses) {
      Optional<Boot> life =
          boot.machinery()
              .find(address)
              .filter(node -> node.front().apid().isPresent())
              .flatMap(SimulatedNode::boot);
      if (life.isEmpty()) {
        problems.add(
            address
                + ": rpc error: code = Unavailable desc = connection error: desc = \"transport:"
                + " Error while dialing: dial tcp "
                + address
                + ":50000: connect: connection refused\"");
      } else {
        ask.apply(life.get()).ifPresent(problems::add);
      }
    }
    return errors(problems);
  }

  /** Several errors as Talos's library joins them. */
  private static Optional<String> errors(List<String> problems) {
    if (problems.isEmpty()) {
      return Optional.empty();
    }
    String many = problems.size() == 1 ? "1 error occurred" : problems.size() + " errors occurred";
    return Optional.of(many + ":\n\t* " + String.join("\n\t* ", problems) + "\n\n");
  }

  Optional<String> service(String id) {
    return each(
        controlPlanes,
        life -> {
          String at = life.node().address() + ": ";
          Optional<Service> service = life.services().get(id);
          if (service.isEmpty()) {
            return Optional.of(at + "no events recorded yet for service \"" + id + "\"");
          }
          if (!service.get().isRunning()) {
            return Optional.of(
                at
                    + "service \""
                    + id
                    + "\" not in expected state \"Running\": current state ["
                    + service.get().described().getState()
                    + "] "
                    + service.get().lastMessage());
          }
          return service.get().isHealthy()
              ? Optional.empty()
              : Optional.of(at + "service is not healthy: " + id);
        });
  }

  Optional<String> consistent() {
    Map<String, Set<String>> seen = new LinkedHashMap<>();
    Optional<String> silent =
        each(
            controlPlanes,
            life -> {
              life.node()
                  .media()
                  .etcd
                  .filter(EtcdMember::isRunning)
                  .ifPresent(
                      own ->
                          own.cluster()
                              .members()
                              .forEach(
                                  member ->
                                      seen.computeIfAbsent(
                                              life.node().address(), any -> new TreeSet<>())
                                          .add(member.name() + " " + member.hexId())));
              return Optional.empty();
            });
    if (silent.isPresent() || seen.isEmpty()) {
      return silent;
    }
    Set<String> expected = seen.values().iterator().next();
    return seen.entrySet().stream()
        .filter(entry -> !entry.getValue().equals(expected))
        .findFirst()
        .map(
            entry ->
                entry.getKey()
                    + ": expected to have "
                    + expected
                    + " members, got "
                    + entry.getValue());
  }

  Optional<String> membersAreControlPlanes() {
    List<String> members =
        boot.node().media().etcd.stream()
            .flatMap(own -> own.cluster().members().stream())
            .map(member -> member.peerUrl().replaceFirst("https://(.*):\\d+", "$1"))
            .toList();
    return controlPlanes.containsAll(members)
        ? Optional.empty()
        : Optional.of(
            "etcd member ips "
                + members
                + " are not subset of control plane node ips "
                + controlPlanes);
  }

  Optional<String> memory() {
    return each(
        nodes,
        life -> {
          String address = life.node().address();
          long least = controlPlanes.contains(address) ? 1848 - 150 : 1024 - 150;
          long actual = life.node().hardware().memoryKib() / 1024;
          return actual >= least
              ? Optional.empty()
              : Optional.of(
                  "node \"%s\" does not meet memory requirements: expected at least %d MiB, actual %d MiB"
                      .formatted(address, least, actual));
        });
  }

  Optional<String> disks() {
    return each(
        nodes,
        life -> {
          long size =
              life.node().media().systemDisk.map(disk -> disk.size() - 2204 * MIB).orElse(0L);
          return size >= 3932 * MIB
              ? Optional.empty()
              : Optional.of(
                  "ephemeral partition for node \"%s\" is too small, expected at least 3.8 GiB, actual %d MiB"
                      .formatted(life.node().address(), size / MIB));
        });
  }

  Optional<String> booted() {
    return each(
        nodes,
        life -> {
          MachineStage stage = life.stages().stage();
          return stage == MachineStage.RUNNING
              ? Optional.empty()
              : Optional.of(
                  "unexpected machine stage: "
                      + life.node().address()
                      + ": "
                      + stage.name().toLowerCase(java.util.Locale.ROOT));
        });
  }

  Optional<String> staticPods() {
    for (String address : controlPlanes) {
      Set<String> missing = new TreeSet<>(StaticPods.NAMES);
      boot.machinery()
          .find(address)
          .flatMap(SimulatedNode::boot)
          .ifPresent(life -> missing.removeAll(life.staticPods().pods().keySet()));
      if (!missing.isEmpty()) {
        return Optional.of("missing static pods on node " + address + ": " + missing);
      }
    }
    return Optional.empty();
  }
}

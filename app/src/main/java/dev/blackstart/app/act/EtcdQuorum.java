package dev.blackstart.app.act;

import dev.blackstart.app.Acting;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport.ServiceState;
import dev.blackstart.world.Machines;
import dev.blackstart.world.Machines.EtcdMember;
import java.util.List;
import java.util.function.Predicate;

/** Whether etcd goes on without a control plane. */
public final class EtcdQuorum {
  private EtcdQuorum() {}

  /**
   * Looks before a control plane is taken down.
   *
   * @throws Failure REFUSED when the members that are left would be too few, or when the last one
   *     would be asked to leave
   */
  public static void require(Acting on, Node node, NodeAct act) {
    if (!node.isControlPlane()) {
      return;
    }
    List<Node> others =
        on.inspection().spec().controlPlanes().stream().filter(each -> !each.equals(node)).toList();
    Machines machines = on.world().machines();
    long voting = voting(machines, node, others);
    if (voting <= 1) {
      requireNotGraceful(node, act, voting);
      return;
    }
    long left = others.stream().filter(each -> isHealthy(machines, each)).count();
    long quorum = voting / 2 + 1;
    if (left < quorum) {
      throw new Failure(
          Failure.Kind.REFUSED,
          "etcd would lose its quorum: of "
              + voting
              + " members "
              + quorum
              + " are needed, and without "
              + node.name()
              + " "
              + left
              + (left == 1 ? " is" : " are")
              + " healthy",
          "see blackstart etcd status; the API answers nobody meanwhile, if you mean that:"
              + " --allow-quorum-loss");
    }
  }

  /**
   * Looks before a control plane leaves etcd for good: a majority of those that stay must be well.
   *
   * @throws Failure REFUSED when it is not, or when the node is the last
   */
  public static void requireOthers(Acting on, Node node) {
    EtcdLook look = new EtcdLook(on.inspection());
    requireMajority(on, look, member -> member.hostname().equals(node.name()), node.name());
  }

  /**
   * Looks before a member is removed; returns the control plane to ask for it.
   *
   * @throws Failure REFUSED when it is well, or those that stay would be no majority; UNREACHABLE
   */
  public static Node requireRemovable(Acting on, EtcdMember member) {
    EtcdLook look = new EtcdLook(on.inspection());
    for (Node node : on.inspection().spec().controlPlanes()) {
      if (node.name().equals(member.hostname()) && look.isHealthy(node)) {
        throw new Failure(
            Failure.Kind.REFUSED,
            node.name() + " is a healthy member of etcd",
            "let it leave by itself: blackstart etcd leave " + node.name());
      }
    }
    requireMajority(on, look, each -> each.id().equals(member.id()), member.hostname());
    return on.inspection().spec().controlPlanes().stream()
        .filter(node -> !node.name().equals(member.hostname()) && look.isHealthy(node))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure(
                    Failure.Kind.UNREACHABLE,
                    "no other control plane has a healthy etcd to ask for it",
                    "see blackstart etcd status"));
  }

  private static void requireMajority(
      Acting on, EtcdLook look, Predicate<EtcdMember> goes, String name) {
    List<EtcdMember> stay =
        look.members().stream()
            .filter(member -> !member.learner())
            .filter(member -> !goes.test(member))
            .toList();
    long well =
        on.inspection().spec().controlPlanes().stream()
            .filter(node -> !node.name().equals(name))
            .filter(look::isHealthy)
            .count();
    if (stay.isEmpty() || well < stay.size() / 2 + 1) {
      throw new Failure(
          Failure.Kind.REFUSED,
          stay.isEmpty()
              ? name + " is the last member of etcd"
              : "etcd would have no majority without "
                  + name
                  + ": of "
                  + stay.size()
                  + " members that stay "
                  + well
                  + " are healthy",
          "see blackstart etcd status; a cluster whose quorum is lost is rebuilt from a snapshot");
    }
  }

  /** As whoever answers first knows them; none before the bootstrap. */
  private static long voting(Machines machines, Node node, List<Node> others) {
    List<EtcdMember> members = machines.etcdMembers(node);
    for (Node other : others) {
      members = members.isEmpty() ? machines.etcdMembers(other) : members;
    }
    return members.stream().filter(member -> !member.learner()).count();
  }

  private static void requireNotGraceful(Node node, NodeAct act, long voting) {
    boolean leaves = act instanceof NodeAct.Reset reset && reset.reset().graceful();
    if (leaves && voting == 1) {
      throw new Failure(
          Failure.Kind.REFUSED,
          node.name() + " is the last member of etcd: it cannot leave, so the reset would fail",
          "if the cluster may end: --no-graceful");
    }
  }

  private static boolean isHealthy(Machines machines, Node node) {
    return machines
        .report(node)
        .service("etcd")
        .flatMap(ServiceState::healthy)
        .filter(healthy -> healthy)
        .isPresent();
  }
}

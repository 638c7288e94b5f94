package dev.blackstart.app.act;

import dev.blackstart.app.Inspection;
import dev.blackstart.app.Refusal;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.MachineReport.Reach;
import dev.blackstart.world.MachineReport.ServiceState;
import dev.blackstart.world.Machines.EtcdMember;
import dev.blackstart.world.NodeOperations.EtcdAlarm;
import dev.blackstart.world.NodeOperations.EtcdStatus;
import java.util.List;
import java.util.Optional;

/** etcd as the control planes of a cluster tell it. */
public final class EtcdLook {
  private final Inspection inspection;

  public EtcdLook(Inspection inspection) {
    this.inspection = inspection;
  }

  /**
   * What one control plane says.
   *
   * @param status absent when it does not answer
   * @param problem why, or empty
   */
  public record Told(Node node, Optional<EtcdStatus> status, String problem) {
    public boolean leads() {
      return status.filter(each -> each.member().equals(each.leader())).isPresent();
    }
  }

  /** Every control plane's own words, in order. */
  public List<Told> everyone() {
    return inspection.spec().controlPlanes().stream().map(this::told).toList();
  }

  /** What this control plane says. */
  public Told told(Node node) {
    try {
      return new Told(node, Optional.of(inspection.world().operations().etcdStatus(node)), "");
    } catch (Failure silent) {
      return new Told(node, Optional.empty(), silent.what());
    }
  }

  /** The members, as the first control plane that knows them tells. */
  public List<EtcdMember> members() {
    for (Node node : inspection.spec().controlPlanes()) {
      List<EtcdMember> members = inspection.world().machines().etcdMembers(node);
      if (!members.isEmpty()) {
        return members;
      }
    }
    throw nobody();
  }

  /**
   * The member of that id or node name.
   *
   * @throws Refusal 2 when there is none, or more than one of the name
   */
  public EtcdMember member(String called) {
    List<EtcdMember> all = members();
    List<EtcdMember> meant =
        all.stream()
            .filter(each -> each.id().equals(called) || each.hostname().equals(called))
            .toList();
    if (meant.size() != 1) {
      throw new Refusal(
          2,
          "etcd has " + (meant.isEmpty() ? "no member " : "several members called ") + called,
          "one of: "
              + String.join(
                  ", ", all.stream().map(each -> each.id() + " " + each.hostname()).toList()));
    }
    return meant.getFirst();
  }

  /** The alarms, as a healthy control plane tells them. */
  public List<EtcdAlarm> alarms() {
    return inspection.world().operations().etcdAlarms(healthy(Optional.empty()));
  }

  /**
   * The control plane of that name; without one the first whose etcd is healthy, a follower before
   * the leader, who has enough to do.
   *
   * @throws Refusal 2 when there is no such node
   * @throws Failure UNREACHABLE when none is healthy
   */
  public Node healthy(Optional<String> called) {
    if (called.isPresent()) {
      return inspection.node(called.get());
    }
    List<Told> answering =
        inspection.spec().controlPlanes().stream()
            .filter(this::isHealthy)
            .map(this::told)
            .filter(each -> each.status().isPresent())
            .toList();
    return answering.stream()
        .filter(each -> !each.leads() && !each.status().get().learner())
        .findFirst()
        .or(() -> answering.stream().findFirst())
        .orElseThrow(this::nobody)
        .node();
  }

  /** Whether Talos says that etcd on this node is healthy. */
  public boolean isHealthy(Node node) {
    var report = inspection.world().machines().report(node);
    return report.reach() == Reach.OURS
        && report
            .service("etcd")
            .flatMap(ServiceState::healthy)
            .filter(healthy -> healthy)
            .isPresent();
  }

  private Failure nobody() {
    return new Failure(
        Failure.Kind.UNREACHABLE,
        "no control plane of " + inspection.spec().name() + " has an etcd that answers",
        "see blackstart nodes, and blackstart node NODE services");
  }
}

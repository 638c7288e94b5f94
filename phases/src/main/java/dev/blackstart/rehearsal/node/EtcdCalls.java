package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.etcd.EtcdCluster;
import dev.blackstart.rehearsal.node.etcd.EtcdMember;
import dev.talos.api.machine.Bootstrap;
import dev.talos.api.machine.BootstrapRequest;
import dev.talos.api.machine.BootstrapResponse;
import dev.talos.api.machine.EtcdForfeitLeadership;
import dev.talos.api.machine.EtcdForfeitLeadershipResponse;
import dev.talos.api.machine.EtcdLeaveCluster;
import dev.talos.api.machine.EtcdLeaveClusterResponse;
import dev.talos.api.machine.EtcdMemberListResponse;
import dev.talos.api.machine.EtcdMembers;
import dev.talos.api.machine.EtcdRemoveMemberByID;
import dev.talos.api.machine.EtcdRemoveMemberByIDResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;

/** What the API says of etcd. Acts only within a turn. */
final class EtcdCalls {
  static final long DATABASE = 20 << 20;

  private final Boot boot;

  EtcdCalls(Boot boot) {
    this.boot = boot;
  }

  /** Its preconditions in Talos's order. */
  BootstrapResponse bootstrap(BootstrapRequest request) {
    boot.log("bootstrap request received");
    if (!boot.services().isUp("cri")) {
      throw Answer.refused(Status.FAILED_PRECONDITION, "bootstrap is not available yet");
    }
    if (!boot.isControlPlane()) {
      throw Answer.refused(
          Status.FAILED_PRECONDITION, "bootstrap can only be performed on a control plane node");
    }
    if (!boot.isTimeSynced()) {
      throw Answer.refused(Status.FAILED_PRECONDITION, "time is not in sync yet");
    }
    if (boot.node().media().etcd.isPresent() || boot.node().media().etcdDebris) {
      throw Answer.refused(Status.ALREADY_EXISTS, "etcd data directory is not empty");
    }
    boot.found();
    boot.services()
        .get("etcd")
        .ifPresent(service -> service.stop("Bootstrap requested", ServiceState.FINISHED));
    boot.services().start(Plans.etcd(origin(request), boot.node().media().imagesPulled));
    return BootstrapResponse.newBuilder().addMessages(Bootstrap.getDefaultInstance()).build();
  }

  private static EtcdPart.Origin origin(BootstrapRequest request) {
    if (!request.getRecoverEtcd()) {
      return EtcdPart.Origin.FOUNDED;
    }
    return request.getRecoverSkipHashCheck()
        ? EtcdPart.Origin.RECOVERED_UNCHECKED
        : EtcdPart.Origin.RECOVERED;
  }

  EtcdMemberListResponse members() {
    EtcdMembers.Builder members = EtcdMembers.newBuilder();
    for (EtcdMember member : cluster("member list").members()) {
      var described =
          dev.talos.api.machine.EtcdMember.newBuilder()
              .setId(member.id())
              .setHostname(member.name())
              .addPeerUrls(member.peerUrl())
              .setIsLearner(member.isLearner());
      if (!member.name().isEmpty()) {
        described.addClientUrls(member.clientUrl());
        members.addLegacyMembers(member.name());
      }
      members.addMembers(described);
    }
    return EtcdMemberListResponse.newBuilder().addMessages(members).build();
  }

  EtcdRemoveMemberByIDResponse remove(long id) {
    EtcdCluster cluster = cluster("etcd remove member");
    Optional<String> refusal = cluster.refusesRemoval(id);
    if (refusal.isPresent()) {
      boolean known = cluster.members().stream().anyMatch(member -> member.id() == id);
      throw known
          ? Answer.refused(
              Status.UNKNOWN,
              String.format(
                  "failed to remove member: failed to remove member %x: %s", id, refusal.get()))
          : Answer.refused(Status.NOT_FOUND, refusal.get());
    }
    cluster.remove(id);
    boot.touched();
    return EtcdRemoveMemberByIDResponse.newBuilder()
        .addMessages(EtcdRemoveMemberByID.getDefaultInstance())
        .build();
  }

  EtcdLeaveClusterResponse leave() {
    EtcdCluster cluster = cluster("etcd leave");
    EtcdMember own = boot.node().media().etcd.orElseThrow();
    cluster
        .refusesRemoval(own.id())
        .ifPresent(
            refusal -> {
              throw Answer.refused(
                  Status.UNKNOWN,
                  String.format(
                      "failed to leave cluster: failed to remove member %x: %s",
                      own.id(), refusal));
            });
    boot.services()
        .get("etcd")
        .ifPresent(service -> service.stop("Service left the cluster", ServiceState.FINISHED));
    own.stopped();
    cluster.remove(own.id());
    boot.node().media().etcd = Optional.empty();
    boot.touched();
    return EtcdLeaveClusterResponse.newBuilder()
        .addMessages(EtcdLeaveCluster.getDefaultInstance())
        .build();
  }

  EtcdForfeitLeadershipResponse forfeit() {
    EtcdCluster cluster = cluster("etcd forfeit leadership");
    EtcdForfeitLeadership.Builder answer = EtcdForfeitLeadership.newBuilder();
    if (cluster.leader().equals(boot.node().media().etcd)) {
      cluster.moveLeader().ifPresent(next -> answer.setMember(next.name()));
      boot.touched();
    }
    return EtcdForfeitLeadershipResponse.newBuilder().addMessages(answer).build();
  }

  /** All members must be well before one goes down. */
  static void requireFitForUpgrade(Boot boot) {
    String clusterId = boot.config().flatMap(config -> config.text("cluster.id")).orElse("");
    Optional<EtcdCluster> cluster = boot.machinery().etcd().answering(clusterId);
    if (cluster.isEmpty()) {
      throw Answer.refused(
          Status.UNKNOWN, "failed to acquire upgrade mutex: context deadline exceeded");
    }
    List<EtcdMember> members = cluster.get().members();
    if (members.size() == 2) {
      throw unfit("etcd member count(2) is insufficient to maintain quorum if upgrade commences");
    }
    for (EtcdMember member : members) {
      String id = "etcd member " + member.hexId();
      if (member.name().isEmpty()) {
        throw unfit(id + " is not started, all members must be running to perform an upgrade");
      }
      String problem = member.isRunning() ? "" : "context deadline exceeded";
      if (member.isRunning() && member.isLearner()) {
        problem = "etcdserver: rpc not supported for learner";
      }
      if (!problem.isEmpty()) {
        throw unfit(
            id + " is not healthy; all members must be healthy to perform an upgrade: " + problem);
      }
    }
  }

  private static StatusRuntimeException unfit(String why) {
    return Answer.refused(Status.UNKNOWN, "error validating etcd for upgrade: " + why);
  }

  static void requireControlPlane(Boot boot, String what) {
    if (!boot.isControlPlane()) {
      throw Answer.refused(
          Status.UNIMPLEMENTED, what + " is only available on control plane nodes");
    }
  }

  /** The cluster as the local member answers for it. */
  EtcdCluster cluster(String what) {
    requireControlPlane(boot, what);
    Optional<EtcdMember> member = boot.node().media().etcd.filter(EtcdMember::isRunning);
    if (member.isEmpty()) {
      throw Answer.refused(
          Status.UNAVAILABLE,
          "connection error: desc = \"transport: Error while dialing: dial tcp 127.0.0.1:2379:"
              + " connect: connection refused\"");
    }
    if (!member.get().cluster().hasQuorum()) {
      throw Answer.refused(Status.DEADLINE_EXCEEDED, "context deadline exceeded");
    }
    return member.get().cluster();
  }
}

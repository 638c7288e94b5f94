package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.etcd.EtcdCluster;
import dev.blackstart.rehearsal.node.etcd.EtcdMember;
import dev.talos.api.machine.EtcdAlarm;
import dev.talos.api.machine.EtcdAlarmDisarm;
import dev.talos.api.machine.EtcdAlarmDisarmResponse;
import dev.talos.api.machine.EtcdAlarmListResponse;
import dev.talos.api.machine.EtcdClusterDowngrade;
import dev.talos.api.machine.EtcdDefragment;
import dev.talos.api.machine.EtcdDefragmentResponse;
import dev.talos.api.machine.EtcdMemberAlarm;
import dev.talos.api.machine.EtcdMemberStatus;
import dev.talos.api.machine.EtcdStatus;
import dev.talos.api.machine.EtcdStatusResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;

/**
 * How large etcd is and what is done about it (etcd 3.6). Sizes follow from what the world has
 * written: the file holds what is in use, and what became free since the last defragmentation. Acts
 * only within a turn.
 */
final class EtcdUpkeep {
  private static final long SMALLEST = 1 << 20;
  private static final long PER_REVISION = 700;
  private static final long PAGE = 4096;

  /** etcd's own limit where the config gives none. */
  private static final long QUOTA = 2L << 30;

  private static final String QUOTA_PATH = "cluster.etcd.extraArgs.quota-backend-bytes";

  private final Boot boot;
  private final EtcdCalls calls;

  EtcdUpkeep(Boot boot, EtcdCalls calls) {
    this.boot = boot;
    this.calls = calls;
  }

  EtcdStatusResponse status() {
    EtcdCluster cluster = calls.cluster("etcd status");
    EtcdMember own = boot.node().media().etcd.orElseThrow();
    watchQuota(cluster, own);
    long index = cluster.index() + boot.machinery().databases().revision(cluster);
    EtcdMemberStatus.Builder status =
        EtcdMemberStatus.newBuilder()
            .setProtocolVersion("3.6.6")
            .setStorageVersion(cluster.isDowngrading() ? "3.5.0" : "3.6.0")
            .setDbSize(size(cluster, own))
            .setDbSizeInUse(used(cluster))
            .setRaftIndex(index)
            .setRaftAppliedIndex(index)
            .setRaftTerm(cluster.term())
            .setIsLearner(own.isLearner())
            .setMemberId(own.id());
    for (EtcdMember member : cluster.alarmed()) {
      status.addErrors("memberID:" + Long.toUnsignedString(member.id()) + " alarm:NOSPACE ");
    }
    cluster.leader().ifPresent(leader -> status.setLeader(leader.id()));
    return EtcdStatusResponse.newBuilder()
        .addMessages(EtcdStatus.newBuilder().setMemberStatus(status))
        .build();
  }

  EtcdAlarmListResponse alarms() {
    EtcdCluster cluster = calls.cluster("etcd alarm list");
    watchQuota(cluster, boot.node().media().etcd.orElseThrow());
    return EtcdAlarmListResponse.newBuilder()
        .addMessages(EtcdAlarm.newBuilder().addAllMemberAlarms(described(cluster.alarmed())))
        .build();
  }

  EtcdAlarmDisarmResponse disarm() {
    EtcdCluster cluster = calls.cluster("etcd alarm list");
    List<EtcdMemberAlarm> gone = described(cluster.alarmed());
    cluster.disarm();
    return EtcdAlarmDisarmResponse.newBuilder()
        .addMessages(EtcdAlarmDisarm.newBuilder().addAllMemberAlarms(gone))
        .build();
  }

  EtcdDefragmentResponse defragment() {
    EtcdCluster cluster = calls.cluster("etcd defragment");
    EtcdMember own = boot.node().media().etcd.orElseThrow();
    own.defragmented(boot.machinery().databases().revision(cluster));
    return EtcdDefragmentResponse.newBuilder()
        .addMessages(EtcdDefragment.getDefaultInstance())
        .build();
  }

  EtcdClusterDowngrade validateDowngrade(String version) {
    target(version);
    return downgrade(calls.cluster("etcd downgrade cancel"), version);
  }

  EtcdClusterDowngrade enableDowngrade(String version) {
    target(version);
    EtcdCluster cluster = calls.cluster("etcd downgrade cancel");
    EtcdClusterDowngrade answer = downgrade(cluster, version);
    cluster.downgrading(true);
    boot.touched();
    return answer;
  }

  EtcdClusterDowngrade cancelDowngrade() {
    EtcdCluster cluster = calls.cluster("etcd downgrade cancel");
    if (!cluster.isDowngrading()) {
      throw failed("etcdserver: no inflight downgrade job");
    }
    cluster.downgrading(false);
    boot.touched();
    return EtcdClusterDowngrade.newBuilder().setClusterVersion("3.6.0").build();
  }

  private static EtcdClusterDowngrade downgrade(EtcdCluster cluster, String version) {
    if (cluster.isDowngrading()) {
      throw failed("etcdserver: cluster has a downgrade job in progress");
    }
    if (!version.equals("3.5")) {
      throw failed("etcdserver: invalid downgrade target version");
    }
    return EtcdClusterDowngrade.newBuilder().setClusterVersion("3.6.0").build();
  }

  private static void target(String version) {
    String problem = "";
    String[] parts = version.split("\\.", -1);
    if (version.isEmpty()) {
      problem = "version is required for etcd downgrade";
    } else if (parts.length != 2) {
      problem = "version should be in MAJOR.MINOR format";
    } else if (!parts[0].matches("[0-9]{1,9}")) {
      problem = "major version should be a number";
    } else if (!parts[1].matches("[0-9]{1,9}")) {
      problem = "minor version should be a number";
    } else if (Long.parseLong(parts[0]) * 1_000_000_000 + Long.parseLong(parts[1])
        < 3_000_000_005L) {
      problem = "etcd downgrade is only supported to 3.5 and later versions";
    }
    if (!problem.isEmpty()) {
      throw Answer.refused(Status.INVALID_ARGUMENT, problem);
    }
  }

  private static StatusRuntimeException failed(String why) {
    return Answer.refused(Status.UNKNOWN, "failed to query etcd status: " + why);
  }

  private static List<EtcdMemberAlarm> described(List<EtcdMember> members) {
    return members.stream()
        .map(
            member ->
                EtcdMemberAlarm.newBuilder()
                    .setMemberId(member.id())
                    .setAlarm(EtcdMemberAlarm.AlarmType.NOSPACE)
                    .build())
        .toList();
  }

  private void watchQuota(EtcdCluster cluster, EtcdMember own) {
    long quota =
        boot.config()
            .flatMap(config -> config.text(QUOTA_PATH))
            .filter(text -> text.matches("[0-9]{1,18}"))
            .map(Long::parseLong)
            .filter(number -> number > 0)
            .orElse(QUOTA);
    if (size(cluster, own) > quota) {
      cluster.raise(own);
    }
  }

  private long used(EtcdCluster cluster) {
    long revision = boot.machinery().databases().revision(cluster);
    return pages(SMALLEST + revision * PER_REVISION);
  }

  private long size(EtcdCluster cluster, EtcdMember own) {
    long since = boot.machinery().databases().revision(cluster) - own.defragmentedAt();
    long used = used(cluster);
    return used + pages(Math.min(used, Math.max(0, since) * PER_REVISION));
  }

  private static long pages(long bytes) {
    return (bytes + PAGE - 1) / PAGE * PAGE;
  }
}

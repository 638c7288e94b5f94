package dev.blackstart.talos;

import com.google.protobuf.Empty;
import dev.blackstart.cluster.Node;
import dev.blackstart.world.Failure;
import dev.blackstart.world.NodeOperations.EtcdAlarm;
import dev.blackstart.world.NodeOperations.EtcdStatus;
import dev.talos.api.common.Data;
import dev.talos.api.machine.EtcdForfeitLeadershipRequest;
import dev.talos.api.machine.EtcdLeaveClusterRequest;
import dev.talos.api.machine.EtcdMemberAlarm;
import dev.talos.api.machine.EtcdMemberStatus;
import dev.talos.api.machine.EtcdRemoveMemberByIDRequest;
import dev.talos.api.machine.EtcdSnapshotRequest;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** etcd, as the control planes of Talos let others keep it. */
final class EtcdUpkeep {
  private static final Duration CALL = Duration.ofSeconds(10);
  private static final Duration ACT = Duration.ofSeconds(30);

  /** Writing a database of gigabytes anew, or stopping the service; nobody waits longer for it. */
  private static final Duration SLOW = Duration.ofMinutes(5);

  /** etcd's own advice ends at a database of 8 GiB. */
  private static final Duration TRANSFER = Duration.ofMinutes(30);

  private final NodeCalls calls;

  EtcdUpkeep(NodeCalls calls) {
    this.calls = calls;
  }

  EtcdStatus status(Node node) {
    EtcdMemberStatus status =
        calls.ask(
            node,
            "does not tell how its etcd is",
            CALL,
            stub ->
                stub.etcdStatus(Empty.getDefaultInstance()).getMessagesList().stream()
                    .findFirst()
                    .map(each -> each.getMemberStatus())
                    .orElse(EtcdMemberStatus.getDefaultInstance()));
    return new EtcdStatus(
        hexadecimal(status.getMemberId()),
        status.getLeader() == 0 ? "" : hexadecimal(status.getLeader()),
        LineCutter.cut(status.getProtocolVersion()),
        LineCutter.cut(status.getStorageVersion()),
        status.getDbSize(),
        status.getDbSizeInUse(),
        status.getRaftIndex(),
        status.getRaftTerm(),
        status.getIsLearner(),
        status.getErrorsList().stream().map(LineCutter::cut).toList());
  }

  List<EtcdAlarm> alarms(Node node) {
    return calls.ask(
        node,
        "does not tell the alarms of etcd",
        CALL,
        stub ->
            stub.etcdAlarmList(Empty.getDefaultInstance()).getMessagesList().stream()
                .flatMap(each -> each.getMemberAlarmsList().stream())
                .map(EtcdUpkeep::alarm)
                .toList());
  }

  List<EtcdAlarm> disarm(Node node) {
    return calls.ask(
        node,
        "did not disarm the alarms of etcd",
        ACT,
        stub ->
            stub.etcdAlarmDisarm(Empty.getDefaultInstance()).getMessagesList().stream()
                .flatMap(each -> each.getMemberAlarmsList().stream())
                .map(EtcdUpkeep::alarm)
                .toList());
  }

  private static EtcdAlarm alarm(EtcdMemberAlarm alarm) {
    String kind =
        alarm.getAlarm() == EtcdMemberAlarm.AlarmType.UNRECOGNIZED
            ? "alarm " + alarm.getAlarmValue()
            : alarm.getAlarm().name();
    return new EtcdAlarm(hexadecimal(alarm.getMemberId()), kind);
  }

  void defragment(Node node) {
    calls.slow(
        node,
        "did not defragment its etcd",
        SLOW,
        stub -> stub.etcdDefragment(Empty.getDefaultInstance()));
  }

  Optional<String> forfeit(Node node) {
    return calls
        .ask(
            node,
            "did not hand etcd's leadership over",
            ACT,
            stub -> stub.etcdForfeitLeadership(EtcdForfeitLeadershipRequest.getDefaultInstance()))
        .getMessagesList()
        .stream()
        .map(each -> LineCutter.cut(each.getMember()))
        .filter(member -> !member.isEmpty())
        .findFirst();
  }

  void leave(Node node) {
    calls.slow(
        node,
        "did not leave etcd",
        SLOW,
        stub -> stub.etcdLeaveCluster(EtcdLeaveClusterRequest.getDefaultInstance()));
  }

  void remove(Node asked, String member) {
    EtcdRemoveMemberByIDRequest request =
        EtcdRemoveMemberByIDRequest.newBuilder().setMemberId(id(member)).build();
    calls.ask(
        asked,
        "did not remove etcd's member " + member,
        ACT,
        stub -> stub.etcdRemoveMemberByID(request));
  }

  private static long id(String member) {
    try {
      return Long.parseUnsignedLong(member, 16);
    } catch (NumberFormatException none) {
      throw new Failure(
          Failure.Kind.INPUT,
          "\"" + LineCutter.cut(member) + "\" is no id of a member of etcd",
          "write its hexadecimal digits as `blackstart etcd members` shows them");
    }
  }

  private static String hexadecimal(long id) {
    return HexFormat.of().toHexDigits(id);
  }

  long snapshot(Node node, OutputStream to) throws IOException {
    Context.CancellableContext context = Context.current().withCancellation();
    Context before = context.attach();
    try {
      return calls.slow(
          node,
          "gave no snapshot of etcd",
          TRANSFER,
          stub -> {
            Iterator<Data> pieces = stub.etcdSnapshot(EtcdSnapshotRequest.getDefaultInstance());
            long written = 0;
            while (pieces.hasNext()) {
              Data piece = pieces.next();
              write(piece, to);
              written += piece.getBytes().size();
            }
            return written;
          });
    } catch (UncheckedIOException full) {
      throw full.getCause();
    } finally {
      context.detach(before);
      context.cancel(null);
    }
  }

  private static void write(Data piece, OutputStream to) {
    try {
      piece.getBytes().writeTo(to);
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  void upload(Node node, InputStream snapshot) throws IOException {
    try {
      calls.slow(
          node,
          "did not take the snapshot of etcd",
          (ManagedChannel channel) -> {
            new SnapshotUpload(snapshot).over(channel, TRANSFER);
            return true;
          });
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }
}

package dev.blackstart.rehearsal.node;

import com.google.protobuf.ByteString;
import dev.blackstart.rehearsal.node.hardware.Link;
import dev.blackstart.rehearsal.node.wire.Feed;
import dev.talos.api.common.Data;
import dev.talos.api.machine.ConnectRecord;
import dev.talos.api.machine.Netstat;
import dev.talos.api.machine.NetstatRequest;
import dev.talos.api.machine.NetstatResponse;
import dev.talos.api.machine.PacketCaptureRequest;
import io.grpc.Status;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sockets and packets, of the services that run and the nodes they speak with. */
final class TrafficCalls {
  private static final Duration PULSE = Duration.ofMillis(250);
  private static final int ETHERNET = 1;
  private static final int LONGEST = 4096;

  private final Boot boot;

  TrafficCalls(Boot boot) {
    this.boot = boot;
  }

  /** Within a turn. */
  NetstatResponse sockets(NetstatRequest request) {
    Netstat.Builder all = Netstat.newBuilder();
    if (request.getL4Proto().getTcp() || request.getL4Proto().getTcp6()) {
      for (Socket socket : new SocketTable(boot).sockets()) {
        boolean listens = socket.peer().isEmpty();
        boolean wanted =
            switch (request.getFilter()) {
              case ALL -> true;
              case LISTENING -> listens;
              case CONNECTED -> !listens;
              case UNRECOGNIZED -> false;
            };
        boolean family = listens ? request.getL4Proto().getTcp6() : request.getL4Proto().getTcp();
        if (wanted && family && request.getNetns().getHostnetwork()) {
          all.addConnectrecord(record(socket, request.getFeature().getPid()));
        }
      }
    }
    return NetstatResponse.newBuilder().addMessages(all).build();
  }

  /**
   * A TCP socket of the host.
   *
   * @param peer address of the other end; empty while it listens
   */
  record Socket(String service, int pid, int port, String peer, int peerPort) {}

  private ConnectRecord record(Socket socket, boolean pid) {
    boolean listens = socket.peer().isEmpty();
    ConnectRecord.Builder record =
        ConnectRecord.newBuilder()
            .setL4Proto(listens ? "tcp6" : "tcp")
            .setLocalip(listens ? "::" : boot.node().address())
            .setLocalport(socket.port())
            .setRemoteip(listens ? "::" : socket.peer())
            .setRemoteport(socket.peerPort())
            .setState(listens ? ConnectRecord.State.LISTEN : ConnectRecord.State.ESTABLISHED)
            .setInode(20_000L + socket.port() + socket.peerPort())
            .setRef(1)
            .setProcess(ConnectRecord.Process.getDefaultInstance());
    if (pid) {
      record.setProcess(
          ConnectRecord.Process.newBuilder().setPid(socket.pid()).setName(socket.service()));
    }
    return record.build();
  }

  /** A capture in pcap's format that goes on until the caller leaves. */
  void capture(PacketCaptureRequest request, Feed<Data> caller) {
    Link link =
        boot.node().hardware().links().stream()
            .filter(one -> one.name().equals(request.getInterface()))
            .findFirst()
            .orElse(null);
    boolean loopback = request.getInterface().equals("lo");
    if (link == null && !loopback) {
      caller.fail(
          Status.NOT_FOUND.withDescription(
              "interface \"" + request.getInterface() + "\" not found"));
      return;
    }
    int length = request.getSnapLen() == 0 ? LONGEST : request.getSnapLen();
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
    header.putInt(length).putInt(ETHERNET);
    caller.send(data(header.array()));
    AtomicBoolean over = new AtomicBoolean();
    caller.whenGone(() -> over.set(true));
    if (link != null) {
      pulse(link, length, new BpfFilter(request.getBpfFilterList()), caller, over, 0);
    }
  }

  private void pulse(
      Link link, int length, BpfFilter filter, Feed<Data> caller, AtomicBoolean over, int count) {
    boot.after(
        PULSE,
        () -> {
          if (over.get()) {
            return;
          }
          List<Socket> connected =
              new SocketTable(boot)
                  .sockets().stream().filter(socket -> !socket.peer().isEmpty()).toList();
          if (!connected.isEmpty()) {
            Socket socket = connected.get(count % connected.size());
            byte[] frame = new TcpFrame(boot.node().address(), link, socket, count).bytes();
            if (filter.accepts(frame)) {
              caller.send(data(packet(frame, Math.min(length, frame.length))));
            }
          }
          pulse(link, length, filter, caller, over, count + 1);
        });
  }

  private byte[] packet(byte[] frame, int captured) {
    Instant now = boot.machinery().agenda().wall();
    ByteBuffer packet = ByteBuffer.allocate(16 + captured).order(ByteOrder.LITTLE_ENDIAN);
    packet.putInt((int) now.getEpochSecond()).putInt(now.getNano() / 1000);
    packet.putInt(captured).putInt(frame.length).put(frame, 0, captured);
    return packet.array();
  }

  private static Data data(byte[] bytes) {
    return Data.newBuilder().setBytes(ByteString.copyFrom(bytes)).build();
  }
}

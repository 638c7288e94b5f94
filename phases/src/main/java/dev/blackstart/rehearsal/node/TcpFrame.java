package dev.blackstart.rehearsal.node;

import dev.blackstart.rehearsal.node.TrafficCalls.Socket;
import dev.blackstart.rehearsal.node.hardware.Digits;
import dev.blackstart.rehearsal.node.hardware.Link;
import java.nio.ByteBuffer;

/** An Ethernet frame of a TCP connection that acknowledges and says nothing. */
record TcpFrame(String address, Link link, Socket socket, int count) {
  private static final int IP = 14;
  private static final int TCP = 34;
  private static final int LENGTH = 54;

  byte[] bytes() {
    ByteBuffer frame = ByteBuffer.allocate(LENGTH);
    frame.put(hardwareAddress()).put(link.macBytes()).putShort((short) 0x0800);
    frame.put((byte) 0x45).put((byte) 0).putShort((short) (LENGTH - IP)).putShort((short) count);
    frame.putShort((short) 0x4000).put((byte) 64).put((byte) 6).putShort((short) 0);
    byte[] from = NetworkPortrait.bytes(address).toByteArray();
    byte[] to = NetworkPortrait.bytes(socket.peer()).toByteArray();
    frame.put(from).put(to);
    frame.putShort((short) socket.port()).putShort((short) socket.peerPort());
    frame.putInt(1 + count).putInt(1).put((byte) 0x50).put((byte) 0x10);
    frame.putShort((short) 501).putShort((short) 0).putShort((short) 0);
    frame.putShort(IP + 10, (short) ~sum(frame, IP, TCP, 0));
    int pseudo = sum(frame, IP + 12, TCP, 6 + LENGTH - TCP);
    frame.putShort(TCP + 16, (short) ~sum(frame, TCP, LENGTH, pseudo));
    return frame.array();
  }

  private byte[] hardwareAddress() {
    byte[] mac = new byte[6];
    ByteBuffer.wrap(mac).putInt(2, (int) new Digits(socket.peer()).bits("mac"));
    mac[1] = 0x23;
    return mac;
  }

  /** The Internet's sum (RFC 1071). */
  private static int sum(ByteBuffer frame, int from, int to, int start) {
    int sum = start;
    for (int at = from; at < to; at += 2) {
      sum += frame.getShort(at) & 0xffff;
    }
    while (sum >> 16 != 0) {
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return sum;
  }
}

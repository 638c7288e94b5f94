package dev.blackstart.rehearsal.node.event;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Makes ids that sort by time (xid): seconds, machine, process and a counter in 12 bytes, written
 * as 20 characters of lower-case base32hex.
 */
final class EventId {
  private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";

  private final int machine;
  private int counter;

  EventId(int machine) {
    this.machine = machine;
  }

  String next(Instant at) {
    ByteBuffer bytes = ByteBuffer.allocate(12);
    bytes.putInt((int) at.getEpochSecond());
    bytes.putInt(machine);
    bytes.putShort((short) (counter >> 16));
    bytes.putShort((short) counter);
    counter++;
    return encoded(bytes.array());
  }

  private static String encoded(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte next : bytes) {
      buffer = (buffer << 8) | (next & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(DIGITS.charAt((buffer >> bits) & 31));
      }
      buffer &= (1 << bits) - 1;
    }
    if (bits > 0) {
      text.append(DIGITS.charAt((buffer << (5 - bits)) & 31));
    }
    return text.toString();
  }
}

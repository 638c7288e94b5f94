package dev.blackstart.rehearsal.actor.program;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A question of DNS (RFC 1035, section 4) and what can be answered to it.
 *
 * @param name lower case, without the dot at the end
 * @param question as it was asked, header and all
 */
record DnsQuery(String name, int type, byte[] question) {
  static final int SERVER_FAILURE = 2;
  static final int NO_SUCH_NAME = 3;
  private static final int HEADER = 12;
  private static final int ADDRESS = 1;
  private static final int SECONDS = 5;
  private static final int RESPONSE = 0x8580;

  /** The first question of a message; absent when it is none. */
  static Optional<DnsQuery> of(byte[] message) {
    if (message.length < HEADER || message[2] < 0) {
      return Optional.empty();
    }
    List<String> labels = new ArrayList<>();
    int at = HEADER;
    while (at < message.length && message[at] > 0) {
      int length = message[at];
      if (at + 1 + length > message.length) {
        return Optional.empty();
      }
      labels.add(new String(message, at + 1, length, StandardCharsets.US_ASCII));
      at += 1 + length;
    }
    if (at + 5 > message.length) {
      return Optional.empty();
    }
    byte[] question = new byte[at + 5];
    System.arraycopy(message, 0, question, 0, question.length);
    return Optional.of(
        new DnsQuery(
            String.join(".", labels).toLowerCase(Locale.ROOT),
            ByteBuffer.wrap(message).getShort(at + 1),
            question));
  }

  /** The address of a name; nothing at all when another kind of record is asked for. */
  byte[] answered(byte[] address) {
    if (type != ADDRESS) {
      return reply(0, new byte[0]);
    }
    ByteBuffer record = ByteBuffer.allocate(12 + address.length);
    record.putShort((short) 0xC00C).putShort((short) ADDRESS).putShort((short) 1);
    record.putInt(SECONDS).putShort((short) address.length).put(address);
    return reply(0, record.array());
  }

  byte[] refused(int code) {
    return reply(code, new byte[0]);
  }

  private byte[] reply(int code, byte[] record) {
    ByteBuffer header = ByteBuffer.allocate(HEADER);
    header.put(question, 0, 2).putShort((short) (RESPONSE | code)).putShort((short) 1);
    header.putShort((short) (record.length > 0 ? 1 : 0)).putInt(0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.array());
    out.write(question, HEADER, question.length - HEADER);
    out.writeBytes(record);
    return out.toByteArray();
  }
}

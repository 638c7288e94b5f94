package dev.blackstart.phase.inside;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A name that is asked for, in the form of DNS (RFC 1035, section 4).
 *
 * @param name without a dot at the end
 * @param type 1 for an IPv4 address, 28 for an IPv6 one
 */
record Question(String name, int type) {
  private static final int HEADER = 12;
  private static final int ID = 0x6273;

  /** The message, escaped for {@code printf %b}. */
  String escaped() {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(new byte[] {(byte) (ID >> 8), (byte) ID, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0});
    for (String label : name.split("\\.", -1)) {
      byte[] bytes = label.getBytes(StandardCharsets.US_ASCII);
      message.write(bytes.length);
      message.writeBytes(bytes);
    }
    message.writeBytes(new byte[] {0, 0, (byte) type, 0, 1});
    StringBuilder text = new StringBuilder();
    for (byte each : message.toByteArray()) {
      text.append("\\x%02x".formatted(each & 0xFF));
    }
    return text.toString();
  }

  /** What a reply says: {@code ok}, or why there is no address. */
  static String judged(String base64) {
    if (base64.isBlank()) {
      return "no answer";
    }
    byte[] reply;
    try {
      reply = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException e) {
      return "an answer that is not of DNS";
    }
    boolean ours =
        reply.length >= HEADER
            && (reply[0] & 0xFF) == ID >> 8
            && (reply[1] & 0xFF) == (ID & 0xFF)
            && reply[2] < 0;
    if (!ours) {
      return "an answer that is not of DNS";
    }
    int answers = (reply[6] & 0xFF) << 8 | reply[7] & 0xFF;
    return switch (reply[3] & 0xF) {
      case 0 -> answers > 0 ? OK : "NOERROR without an address";
      case 1 -> "FORMERR";
      case 2 -> "SERVFAIL";
      case 3 -> "NXDOMAIN";
      case 5 -> "REFUSED";
      default -> "rcode " + (reply[3] & 0xF);
    };
  }

  static final String OK = "ok";
}

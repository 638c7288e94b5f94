package dev.blackstart.app;

import dev.blackstart.run.RunId;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/** Makes run ids that sort by their start. */
final class RunIds {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  private RunIds() {}

  static RunId fresh(Instant now) {
    byte[] tail = new byte[2];
    new SecureRandom().nextBytes(tail);
    return new RunId(TIME.format(now) + "-" + HexFormat.of().formatHex(tail));
  }
}

package dev.blackstart.rehearsal.pod;

import java.nio.charset.StandardCharsets;

/**
 * What a command left behind.
 *
 * @param code 0 when it is content
 */
public record Ran(int code, byte[] out, byte[] err) {
  public static Ran of(String out) {
    return new Ran(0, out.getBytes(StandardCharsets.UTF_8), new byte[0]);
  }

  public static Ran failed(int code, String err) {
    return new Ran(code, new byte[0], err.getBytes(StandardCharsets.UTF_8));
  }
}

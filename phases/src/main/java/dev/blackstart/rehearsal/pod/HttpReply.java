package dev.blackstart.rehearsal.pod;

import java.nio.charset.StandardCharsets;

/** What a pod's port answers. */
public record HttpReply(int code, String contentType, byte[] body) {
  public static HttpReply text(int code, String text) {
    return new HttpReply(code, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  public static HttpReply json(int code, String json) {
    return new HttpReply(code, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }
}

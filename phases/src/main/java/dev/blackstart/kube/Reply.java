package dev.blackstart.kube;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * An answer of the API server.
 *
 * @param code HTTP status
 * @param body may hold secrets
 * @param retryAfter how long a busy server asks to be left alone
 */
record Reply(int code, byte[] body, Optional<Duration> retryAfter) {
  boolean ok() {
    return code >= 200 && code < 300;
  }

  Map<String, Object> json() {
    return Json.read(body);
  }

  /** As far as anybody reads a list of this kind. */
  Map<String, Object> json(String kind) {
    return Json.read(kind, body);
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** What a Status object says, on one line; else the first line of the text. */
  String message() {
    Object message = Json.readLeniently(body).get("message");
    String text = message == null ? text() : message.toString();
    String line = text.strip().replaceAll("\\s*\\n\\s*", "; ");
    return line.isEmpty() ? "HTTP status " + code : line;
  }

  @Override
  public String toString() {
    return "Reply[" + code + ", " + body.length + " bytes]";
  }
}

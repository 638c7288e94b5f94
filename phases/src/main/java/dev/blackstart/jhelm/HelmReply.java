package dev.blackstart.jhelm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * What the child answers; one line that begins with a mark, so that nothing Helm prints is taken
 * for it.
 *
 * @param text what Helm made, or its error
 */
record HelmReply(boolean ok, String text) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String MARK = "\u0001helm-reply ";

  String line() {
    return MARK + JSON.createObjectNode().put("ok", ok).put("text", text);
  }

  /** The reply in a line; empty when the line is something else. */
  static Optional<HelmReply> parse(String line) {
    int mark = line.indexOf(MARK);
    if (mark < 0) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(line.substring(mark + MARK.length()));
      return Optional.of(new HelmReply(node.path("ok").asBoolean(), node.path("text").asText()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Rendered manifests hold secrets. */
  @Override
  public String toString() {
    return "HelmReply[ok=" + ok + "]";
  }
}

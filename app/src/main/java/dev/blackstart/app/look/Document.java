package dev.blackstart.app.look;

import java.time.Instant;
import java.util.List;

/**
 * What was found out about a topic.
 *
 * @param seen wall time it was true
 * @param trouble why it could not be had, or empty
 */
public record Document(List<Section> sections, Instant seen, String trouble) {
  public static final Document NONE = new Document(List.of(), Instant.EPOCH, "");

  public static Document of(List<Section> sections, Instant seen) {
    return new Document(List.copyOf(sections), seen, "");
  }

  public static Document failed(String trouble, Instant seen) {
    return new Document(List.of(), seen, trouble);
  }
}

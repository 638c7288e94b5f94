package dev.blackstart.app.tui.model;

import java.time.Instant;
import java.util.List;

/**
 * What was looked up for a page: sections of lines.
 *
 * @param seen wall time it was true
 * @param trouble why it could not be had, or empty
 */
public record Content(List<Section> sections, Instant seen, String trouble) {
  public static final Content NONE = new Content(List.of(), Instant.EPOCH, "");

  /** A headed list of lines. */
  public record Section(String title, List<String> lines) {}
}

package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Document;
import java.time.Instant;
import java.util.Optional;

/**
 * What was looked up for a page: a document, or the lines of a log, or both.
 *
 * @param following whether more lines may come
 * @param missed wall time since when it could not be had; absent when it could
 */
public record Content(
    Document document, LogTail lines, boolean following, Optional<Instant> missed) {
  public static final Content NONE =
      new Content(Document.NONE, LogTail.EMPTY, false, Optional.empty());

  /** What could not be had this time leaves what was had before, as old as it is. */
  Content with(Document other) {
    boolean failed = other.sections().isEmpty() && !other.trouble().isEmpty();
    return failed
        ? new Content(
            new Document(document.sections(), document.seen(), other.trouble()),
            lines,
            following,
            missed.or(() -> Optional.of(other.seen())))
        : new Content(other, lines, following, Optional.empty());
  }

  /** Lines that come tell that it can be had. */
  Content with(LogTail other, boolean more) {
    Document had = new Document(document.sections(), document.seen(), "");
    return new Content(had, other, more, Optional.empty());
  }
}

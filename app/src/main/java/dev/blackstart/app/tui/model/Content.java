package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Document;

/**
 * What was looked up for a page: a document, or the lines of a log, or both.
 *
 * @param following whether more lines may come
 */
public record Content(Document document, LogTail lines, boolean following) {
  public static final Content NONE = new Content(Document.NONE, LogTail.EMPTY, false);

  /** What could not be had this time leaves what was had before, as old as it is. */
  Content with(Document other) {
    boolean failed = other.sections().isEmpty() && !other.trouble().isEmpty();
    Document now =
        failed ? new Document(document.sections(), document.seen(), other.trouble()) : other;
    return new Content(now, lines, following);
  }

  Content with(LogTail other, boolean more) {
    return new Content(document, other, more);
  }
}

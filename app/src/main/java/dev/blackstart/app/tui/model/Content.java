package dev.blackstart.app.tui.model;

import dev.blackstart.app.look.Document;

/**
 * What was looked up for a page: a document, or the lines of a log, or both.
 *
 * @param following whether more lines may come
 */
public record Content(Document document, LogTail lines, boolean following) {
  public static final Content NONE = new Content(Document.NONE, LogTail.EMPTY, false);

  Content with(Document other) {
    return new Content(other, lines, following);
  }

  Content with(LogTail other, boolean more) {
    return new Content(document, other, more);
  }
}

package dev.blackstart.rehearsal.api.storage;

/** The state or the changes asked for are older than what is kept. */
public final class ExpiredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExpiredException() {
    super("too old resource version", null, false, false);
  }
}

package dev.blackstart.rehearsal.flux;

/** A reconciliation needs something that the rehearsal has not got; nobody's mistake. */
final class NotRehearsedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotRehearsedException(String why) {
    super(why);
  }
}

package dev.blackstart.rehearsal.cel;

/** An expression that cannot be read, or has no value for the object it is asked about. */
public final class CelFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CelFailure(String message) {
    super(message);
  }
}

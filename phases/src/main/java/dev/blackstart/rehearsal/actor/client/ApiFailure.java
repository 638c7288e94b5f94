package dev.blackstart.rehearsal.actor.client;

/** The API server said no, or nobody answered. */
public final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;

  /**
   * @param status HTTP status, 0 when nobody answered
   */
  public ApiFailure(int status, String message) {
    super(message);
    this.status = status;
  }

  public ApiFailure(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
  }

  public int status() {
    return status;
  }

  /** No such object, or no such type. */
  public boolean notFound() {
    return status == 404;
  }

  /** Somebody else was faster, or the object is there already. */
  public boolean conflict() {
    return status == 409;
  }

  /** Whether the request itself is wrong, so that saying it again does not help. */
  public boolean invalid() {
    return status == 400 || status == 422;
  }
}

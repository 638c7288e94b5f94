package dev.blackstart.rehearsal.actor.client;

/** The API server said no, or nobody answered. */
public final class ApiFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String said;

  /**
   * @param status HTTP status, 0 when nobody answered
   */
  public ApiFailure(int status, String message) {
    this(status, message, "");
  }

  /**
   * @param request what was asked for
   */
  ApiFailure(int status, String said, String request) {
    super(request + said);
    this.status = status;
    this.said = said;
  }

  public ApiFailure(String message, Throwable cause) {
    super(message, cause);
    this.status = 0;
    this.said = message;
  }

  /** What the API server said, without what it was asked. */
  public String said() {
    return said;
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

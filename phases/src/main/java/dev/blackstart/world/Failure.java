package dev.blackstart.world;

/** What stopped us, with what to do about it. Thrown by ports and checks, caught by the runner. */
public final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why, in the few classes that decide what may happen next. */
  public enum Kind {
    /** The repository or an option is wrong; nothing but an edit helps. */
    INPUT,
    /** Nobody answered. */
    UNREACHABLE,
    /** The other side said no. */
    REFUSED,
    /** It did not become true within its budget. */
    TIMED_OUT,
    /** Our own mistake. */
    BUG
  }

  private final Kind kind;
  private final String remedy;

  /**
   * @param what one line that names file:line or object
   * @param remedy one line: what the operator can do
   */
  public Failure(Kind kind, String what, String remedy) {
    super(what);
    this.kind = kind;
    this.remedy = remedy;
  }

  public Failure(Kind kind, String what, String remedy, Throwable cause) {
    super(what, cause);
    this.kind = kind;
    this.remedy = remedy;
  }

  public Kind kind() {
    return kind;
  }

  public String what() {
    return getMessage();
  }

  public String remedy() {
    return remedy;
  }

  /** Whether the same call may succeed later without anyone doing anything. */
  public boolean retryable() {
    return switch (kind) {
      case UNREACHABLE -> true;
      case INPUT, REFUSED, TIMED_OUT, BUG -> false;
    };
  }
}

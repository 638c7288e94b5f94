package dev.blackstart.template.yq;

/** An expression or a call of yq is wrong, or is beyond what is evaluated here; names the part. */
public final class YqProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean unsupported;

  private YqProblem(String what, boolean unsupported) {
    super(what, null, false, false);
    this.unsupported = unsupported;
  }

  YqProblem(String what) {
    this(what, false);
  }

  static YqProblem unsupported(String what) {
    return new YqProblem(what, true);
  }

  /** Whether yq itself may know what is beyond what is evaluated here. */
  public boolean isUnsupported() {
    return unsupported;
  }
}

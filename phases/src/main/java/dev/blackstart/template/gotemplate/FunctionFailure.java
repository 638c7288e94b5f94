package dev.blackstart.template.gotemplate;

/** A function refuses its arguments; the engine adds the function's name and the place. */
public final class FunctionFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean typed;

  private FunctionFailure(String what, boolean typed) {
    super(what, null, false, false);
    this.typed = typed;
  }

  /** What the function itself reports: {@code error calling NAME: what}. */
  public FunctionFailure(String what) {
    this(what, false);
  }

  /** An argument is not of the type the function takes; Go says so without naming the function. */
  static FunctionFailure wrongType(String expected, Object got) {
    return new FunctionFailure(
        got == null
            ? "invalid value; expected " + expected
            : "wrong type for value; expected " + expected + "; got " + GoText.type(got),
        true);
  }

  boolean isTyped() {
    return typed;
  }
}

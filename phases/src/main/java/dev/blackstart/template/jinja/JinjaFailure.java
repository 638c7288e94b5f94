package dev.blackstart.template.jinja;

/** An operation fails; the interpreter adds the place. */
final class JinjaFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JinjaFailure(String what) {
    super(what, null, false, false);
  }
}
